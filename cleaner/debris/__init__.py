"""What decoders, tokenisers and chat models leave in a text: tokens set apart, word pieces, sentinels, lost letters.

The signs of this debris are plain to see, and a text about tokenisers shows the same ones. So each is undone
where it is used, and left where it is talked of: see `evidence`.
"""
