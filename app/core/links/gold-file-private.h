/* gold-file-private.h — the internals of a file of gold links, for gold-file.c and its writer
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/links/gold-file.h"
#include "app/core/links/gold-line.h"

G_BEGIN_DECLS

/* May precede the first line. */
#define HEED_GOLD_BYTE_ORDER_MARK "\xef\xbb\xbf"

/* A line of the file, without its line end; in HEED_GOLD_AS_ROWS also its parsed link. */
typedef struct {
  gsize       offset;
  gsize       length;
  HeedGoldRow row;
  gboolean    is_row;   /* in HEED_GOLD_AS_ROWS: FALSE for an empty line */
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
  GStrv             probabilities;  /* a line for each line; NULL if there are none */
  GHashTable       *changed;     /* set of the indices of sentences that differ from originals */
  HeedAlignment    *empty;
};

char    *heed_gold_file_dup_line (HeedGoldFile *self,
                                  guint         i) G_GNUC_WARN_UNUSED_RESULT;

/* Reads the whole file; rejects pipes and devices, whose reading might not end. */
gboolean heed_gold_file_read_bytes (const char  *path,
                                    char       **bytes,
                                    gsize       *n_bytes,
                                    GError     **error);

/* Returns the whole file as it is to be saved. */
GString *heed_gold_file_write    (HeedGoldFile *self);

/* Takes the saved text, with which the sentences are compared from now on. */
void     heed_gold_file_take_written (HeedGoldFile *self,
                                      GString      *text);

G_END_DECLS
