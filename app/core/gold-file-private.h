/* gold-file-private.h — what the files of a file of gold links share
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/gold-file.h"
#include "app/core/gold-line.h"

G_BEGIN_DECLS

/* May stand before the first line. */
#define HEED_GOLD_BYTE_ORDER_MARK "\xef\xbb\xbf"

/* A line of the file, without its end; as a row, whose link it is. */
typedef struct {
  gsize       offset;
  gsize       length;
  HeedGoldRow row;
  gboolean    is_row;   /* of rows: FALSE is an empty line */
} HeedGoldFileLine;

struct _HeedGoldFile
{
  GObject           parent_instance;

  char             *path;
  char             *bytes;
  gsize             n_bytes;
  HeedGoldForm      form;
  HeedGoldSpelling  spelling;
  GArray           *lines;       /* of HeedGoldFileLine */
  GPtrArray        *sentences;   /* of HeedAlignment, as they are now */
  GPtrArray        *originals;   /* as they were read */
  GHashTable       *changed;     /* numbers of sentences that are not as they were read */
  HeedAlignment    *empty;
};

char    *heed_gold_file_dup_line (HeedGoldFile *self,
                                  guint         i) G_GNUC_WARN_UNUSED_RESULT;

/* All of it, as it is to be on the disk. */
GString *heed_gold_file_write    (HeedGoldFile *self);

G_END_DECLS
