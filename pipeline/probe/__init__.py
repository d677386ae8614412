"""What could read an address that nobody described: endpoints, every reader's attempt, and the advice that follows."""
