/* gold-file.h — a file of gold links, which is written back in the form it came in
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     file = heed_gold_file_read (path, HEED_GOLD_FIRST_GUESSED, &error)
 *     heed_gold_file_get (file, i)              the links of sentence i, from 0
 *     heed_gold_file_set (file, i, links)       in memory; "sentence-changed" says so
 *     heed_gold_file_save (file, &error)        only the lines of these sentences are written anew
 *
 * Pharaoh ("0-0 1-2"), with possible links ("1p2", "1?2"), TALP ("1s1 2p2", from 1), with weights
 * ("0-0:0.93"), and NAACL ("17 1 2 S": sentence, source, target, from 1, a link a line). Which it
 * is, is told by the first line that is not empty.
 */

#pragma once

#include <glib-object.h>

#include "engine/heed.h"

G_BEGIN_DECLS

typedef enum {
  HEED_GOLD_AS_LINES,  /* a sentence a line */
  HEED_GOLD_AS_ROWS    /* a link a line; rows of one sentence may stand anywhere */
} HeedGoldForm;

/* Words count from 1 if no link of several uses position 0. */
#define HEED_GOLD_FIRST_GUESSED -1

#define HEED_TYPE_GOLD_FILE (heed_gold_file_get_type ())
G_DECLARE_FINAL_TYPE (HeedGoldFile, heed_gold_file, HEED, GOLD_FILE, GObject)

/* first: what the first word is called, 0 or 1, or HEED_GOLD_FIRST_GUESSED; rows count from 1
 * whatever it is. */
HeedGoldFile  *heed_gold_file_read        (const char     *path,
                                           int             first,
                                           GError        **error);

/* How it was read. */
const char    *heed_gold_file_get_path    (HeedGoldFile   *self);
HeedGoldForm   heed_gold_file_get_form    (HeedGoldFile   *self);
guint          heed_gold_file_get_first   (HeedGoldFile   *self);
gboolean       heed_gold_file_has_weights (HeedGoldFile   *self);

/* Its sentences; of rows as many as the greatest number says. Positions count from 0. */
guint          heed_gold_file_get_n       (HeedGoldFile   *self);
HeedAlignment *heed_gold_file_get         (HeedGoldFile   *self,
                                           guint           sentence);
void           heed_gold_file_set         (HeedGoldFile   *self,
                                           guint           sentence,
                                           HeedAlignment  *links);

/* Whether the links of a sentence fit so many words; the error names the line. */
gboolean       heed_gold_file_check       (HeedGoldFile   *self,
                                           guint           sentence,
                                           guint           n_source,
                                           guint           n_target,
                                           GError        **error);

/* What differs from what is on the disk. */
gboolean       heed_gold_file_is_changed  (HeedGoldFile   *self,
                                           guint           sentence);
guint          heed_gold_file_get_n_changed (HeedGoldFile *self);
gboolean       heed_gold_file_save        (HeedGoldFile   *self,
                                           GError        **error);

G_END_DECLS
