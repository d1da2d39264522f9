"""The pages of those who take part: joining, the phone, the stage."""
