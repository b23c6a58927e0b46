"""Talk tracks in the desk: versions kept, read as a team leader reads them, and edited by supervisors."""
