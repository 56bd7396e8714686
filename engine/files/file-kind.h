/* file-kind.h — detecting the kind of a file from its contents
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Number of bytes at the start of a file that are needed to detect its kind. */
#define HEED_FILE_KIND_BYTES 1024

typedef enum {
  HEED_FILE_KIND_UNKNOWN,
  HEED_FILE_KIND_EMPTY,

  /* Kinds that readers here accept. A zip may be a file of torch.save(). */
  HEED_FILE_KIND_SAFETENSORS,
  HEED_FILE_KIND_TORCH,
  HEED_FILE_KIND_ZIP,
  HEED_FILE_KIND_CTRANSLATE2,
  HEED_FILE_KIND_SENTENCEPIECE,
  HEED_FILE_KIND_JSON,
  HEED_FILE_KIND_TEXT,

  /* Results of failed downloads. */
  HEED_FILE_KIND_LFS_POINTER,
  HEED_FILE_KIND_WEB_PAGE,
  HEED_FILE_KIND_XML,
  HEED_FILE_KIND_ZEROS,

  /* Models and numbers of other programs. */
  HEED_FILE_KIND_PICKLE,
  HEED_FILE_KIND_NUMPY_ARRAY,
  HEED_FILE_KIND_NUMPY_ARCHIVE,
  HEED_FILE_KIND_HDF5,
  HEED_FILE_KIND_ONNX,
  HEED_FILE_KIND_GGUF,
  HEED_FILE_KIND_GGML,
  HEED_FILE_KIND_SAVED_MODEL,
  HEED_FILE_KIND_TENSORFLOW_INDEX,
  HEED_FILE_KIND_TENSORFLOW_LITE,
  HEED_FILE_KIND_TORCH_LUA,

  /* Archives, documents, pictures, programs. */
  HEED_FILE_KIND_GZIP,
  HEED_FILE_KIND_BZIP2,
  HEED_FILE_KIND_XZ,
  HEED_FILE_KIND_ZSTANDARD,
  HEED_FILE_KIND_7Z,
  HEED_FILE_KIND_RAR,
  HEED_FILE_KIND_TAR,
  HEED_FILE_KIND_PDF,
  HEED_FILE_KIND_PNG,
  HEED_FILE_KIND_JPEG,
  HEED_FILE_KIND_GIF,
  HEED_FILE_KIND_WEBP,
  HEED_FILE_KIND_ELF,
  HEED_N_FILE_KINDS
} HeedFileKind;

/* bytes: the whole file, or its first HEED_FILE_KIND_BYTES. */
HeedFileKind heed_file_kind_find         (gconstpointer      bytes,
                                          gsize              n_bytes);

/* Returns a description such as "a web page"; NULL for HEED_FILE_KIND_UNKNOWN. */
const char  *heed_file_kind_describe     (HeedFileKind       kind);

/* Returns the same for a zip, based on the names of the files in it. */
const char  *heed_file_kind_describe_zip (const char *const *names);

/* Returns whether the file may be of the kind that a reader accepts. FALSE if it is clearly
 * another kind; then the error names what was expected and what was found. */
gboolean     heed_file_kind_check        (gconstpointer      bytes,
                                          gsize              n_bytes,
                                          HeedFileKind       wanted,
                                          const char        *expected,
                                          GError           **error);

/* Sets that error. */
void         heed_file_kind_refuse       (HeedFileKind       kind,
                                          HeedFileKind       wanted,
                                          const char        *expected,
                                          GError           **error);

G_END_DECLS
