"""Files that come with the program: `roster.csv`, an invented roster for the demo and to start from."""
