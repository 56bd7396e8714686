/* ctranslate2-file.h — files as CTranslate2's converters write them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/weights.h"

G_BEGIN_DECLS

/* A model.bin under construction, of any version and revision. A version before 4 has
 * dtype sizes instead of dtype codes; one before 3 has no aliases. */
typedef struct {
  guint       version;
  guint       revision;
  const char *spec;
  GByteArray *arrays;
  guint       n_arrays;
  GByteArray *aliases;
  guint       n_aliases;
} CTranslate2File;

CTranslate2File *ctranslate2_file_new       (guint             version,
                                             const char       *spec,
                                             guint             revision);
void             ctranslate2_file_add       (CTranslate2File  *file,
                                             const char       *name,
                                             HeedDtype         dtype,
                                             guint             n_dims,
                                             const guint32    *shape,
                                             gconstpointer     numbers);
void             ctranslate2_file_add_alias (CTranslate2File  *file,
                                             const char       *alias,
                                             const char       *name);

/* Frees file. */
GBytes          *ctranslate2_file_finish    (CTranslate2File  *file);

/* Add the numbers as the converter would store them: int8 with one scale per row, int16 with
 * one scale for the whole tensor. numbers: n_rows x n_columns. */
void             ctranslate2_file_add_i8    (CTranslate2File  *file,
                                             const char       *name,
                                             const float      *numbers,
                                             guint             n_rows,
                                             guint             n_columns);
void             ctranslate2_file_add_i16   (CTranslate2File  *file,
                                             const char       *name,
                                             const float      *numbers,
                                             guint             n_rows,
                                             guint             n_columns);

G_END_DECLS
