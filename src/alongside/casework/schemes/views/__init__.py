"""The pages of this room: settings for administrators, My account for everybody."""
