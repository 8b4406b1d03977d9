"""Cases in the register (台账): telling, looking, and what falls due."""
