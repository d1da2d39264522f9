"""The pages of works in progress: who facilitates a room, the room's display, an attendee's phone."""
