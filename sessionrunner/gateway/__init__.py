"""Who is connected, and what they are sent: Socket.IO over WebSockets, each message encoded once."""
