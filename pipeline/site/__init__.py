"""The static calendar: a release's tables as pages for people, in German, without a server behind them."""
