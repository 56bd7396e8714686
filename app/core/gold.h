/* gold.h — the gold links of one pair of sentences, as they are edited and judged by
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     gold = heed_gold_new (source, target, links)                    of nobody's file, or
 *     gold = heed_gold_new_in_file (file, i, source, target, &error)  sentence i of one
 *     heed_gold_set_found (gold, found)                               what is judged, or NULL
 *     heed_gold_toggle (gold, s, t)                                   sure, possible, none
 *     heed_gold_get_outcome (gold, s, t), heed_gold_get_counts (gold, &counts)
 *
 * Words are what spaces separate in the texts (heed_words_count()). "changed" says that a link is
 * another, or what can be undone; "judged" that found is, or links are. What is edited goes into
 * the file at once, in memory: heed_gold_file_save() writes it.
 */

#pragma once

#include "app/core/gold-file.h"
#include "ui/link-marks.h"

G_BEGIN_DECLS

#define HEED_TYPE_GOLD (heed_gold_get_type ())
G_DECLARE_FINAL_TYPE (HeedGold, heed_gold, HEED, GOLD, GObject)

/* links: NULL is none. Those beyond the words of the texts are left out. */
HeedGold        *heed_gold_new          (const char           *source,
                                         const char           *target,
                                         HeedAlignment        *links);
HeedGold        *heed_gold_new_in_file  (HeedGoldFile         *file,
                                         guint                 sentence,
                                         const char           *source,
                                         const char           *target,
                                         GError              **error);

/* Texts that write no spaces have tokens in the place of words: so many as a model makes of them.
 * 0: words are what spaces separate. */
typedef struct {
  const char *text;
  guint       n_tokens;
} HeedGoldSide;

HeedGold        *heed_gold_new_of_sides (const HeedGoldSide   *source,
                                         const HeedGoldSide   *target);

/* Takes the links of sentence i of a file in the place of its own, and edits it from then on. */
gboolean         heed_gold_take_file    (HeedGold             *self,
                                         HeedGoldFile         *file,
                                         guint                 sentence,
                                         GError              **error);

/* Whose links they are. */
const char      *heed_gold_get_source   (HeedGold             *self);
const char      *heed_gold_get_target   (HeedGold             *self);
guint            heed_gold_get_n_source (HeedGold             *self);
guint            heed_gold_get_n_target (HeedGold             *self);
gboolean         heed_gold_has_source_tokens (HeedGold        *self);
gboolean         heed_gold_has_target_tokens (HeedGold        *self);
HeedGoldFile    *heed_gold_get_file     (HeedGold             *self);
guint            heed_gold_get_sentence (HeedGold             *self);

/* The links, and changing them; each change is one thing to undo. */
HeedAlignment   *heed_gold_get_links    (HeedGold             *self);
HeedGoldKind     heed_gold_get_kind     (HeedGold             *self,
                                         guint                 source,
                                         guint                 target);
void             heed_gold_set_kind     (HeedGold             *self,
                                         guint                 source,
                                         guint                 target,
                                         HeedGoldKind          kind);
HeedGoldKind     heed_gold_toggle       (HeedGold             *self,
                                         guint                 source,
                                         guint                 target);
gboolean         heed_gold_can_undo     (HeedGold             *self);
gboolean         heed_gold_can_redo     (HeedGold             *self);
void             heed_gold_undo         (HeedGold             *self);
void             heed_gold_redo         (HeedGold             *self);

/* Whether they differ from what they were at first, or when the file was last saved. */
gboolean         heed_gold_is_changed   (HeedGold             *self);

/* One line of links for a file of its own, in the place of whatever is there; from then on they are
 * of that file. */
gboolean         heed_gold_save_as      (HeedGold             *self,
                                         const char           *path,
                                         GError              **error);

/* What is judged by them. */
HeedAlignment   *heed_gold_get_found    (HeedGold             *self);
void             heed_gold_set_found    (HeedGold             *self,
                                         HeedAlignment        *found);
HeedLinkOutcome  heed_gold_get_outcome  (HeedGold             *self,
                                         guint                 source,
                                         guint                 target);
gboolean         heed_gold_get_counts   (HeedGold             *self,
                                         HeedAlignmentCounts  *counts);

G_END_DECLS
