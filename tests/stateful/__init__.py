"""What must hold whatever happens: random commands on random sessions. No socket, no database, no clock."""
