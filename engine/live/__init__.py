"""Live cases (在办事项): a case told entry by entry, judged afresh after each one."""
