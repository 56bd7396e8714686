/* gzip.c — gzipped bytes for tests
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/gzip.h"

void
gzip_append (GByteArray    *file,
             gconstpointer  data,
             gsize          n_bytes)
{
  g_autoptr(GZlibCompressor) deflate = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(GOutputStream) out = g_converter_output_stream_new (memory, G_CONVERTER (deflate));
  g_autoptr(GError) error = NULL;

  g_output_stream_write_all (out, data, n_bytes, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (out, NULL, &error);
  g_assert_no_error (error);

  g_byte_array_append (
    file, g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)),
    (guint) g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)));
}
