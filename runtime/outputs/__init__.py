"""What stages leave behind: how it is kept. What a stage makes belongs to the stage, where it stands to `store`."""
