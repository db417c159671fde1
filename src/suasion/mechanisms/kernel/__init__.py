"""What happens under the policy in force, learnt from all states: each series tightens, holds or loosens every year.

``features`` says what the choice hangs on, ``moves`` how likely and how large a move is. Estimation and simulation
call the same functions.
"""
