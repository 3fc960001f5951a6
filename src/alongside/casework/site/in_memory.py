"""Files that somebody sends are held in memory: none lies on a disk in clear."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST = 25_000_000  # bytes; what is larger arrives empty, with its size, for the form to refuse


class InMemory(FileUploadHandler):
    """Takes a file in, piece by piece, up to `MOST`."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._parts: list[bytes] = []
        self._size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._size += len(raw_data)
        if self._size <= MOST:
            self._parts.append(raw_data)
        else:
            self._parts.clear()

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        return InMemoryUploadedFile(
            file=BytesIO(b"".join(self._parts)),
            field_name=self.field_name,
            name=self.file_name or "",
            content_type=self.content_type or "",
            size=self._size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
