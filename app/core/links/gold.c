/* gold.c — the gold links of one sentence pair: edited, and compared with found links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A HeedAlignment is immutable, so each undo step keeps the whole alignment before it.
 *
 * Source: Och and Ney 2003: a possible link is not an error, whether it was found or not.
 */

#include "app/core/links/gold.h"

#include "app/core/links/gold-line.h"
#include "app/core/words/words.h"

struct _HeedGold
{
  GObject        parent_instance;

  char          *source;
  char          *target;
  guint          n_source;   /* words */
  guint          n_target;
  gboolean       has_source_tokens;  /* tokens are used as words */
  gboolean       has_target_tokens;
  HeedGoldFile  *file;       /* or NULL */
  guint          sentence;   /* in it */

  HeedAlignment *links;
  HeedAlignment *first;      /* the initial links */
  HeedAlignment *found;      /* NULL if there are none to compare with */
  GPtrArray     *undone_by;  /* of HeedAlignment, the next one to undo to last */
  GPtrArray     *redone_by;
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_EVALUATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedGold, heed_gold, G_TYPE_OBJECT)

/* --- The links ------------------------------------------------------------------ */

static HeedGoldKind
kind_of (const HeedLink *link)
{
  return link == NULL ? HEED_GOLD_NONE : link->possible ? HEED_GOLD_POSSIBLE : HEED_GOLD_SURE;
}

/* Returns a copy in which one link has that kind; HEED_GOLD_NONE removes it. */
static HeedAlignment *
dup_with (const HeedAlignment *links,
          HeedLink             link,
          HeedGoldKind         kind)
{
  g_autofree HeedLink *all = g_new (HeedLink, links->n_links + 1);
  guint n_links = 0;

  for (guint i = 0; i < links->n_links; i++)
    if (links->links[i].source != link.source || links->links[i].target != link.target)
      all[n_links++] = links->links[i];

  if (kind != HEED_GOLD_NONE)
    all[n_links++] = (HeedLink) { link.source, link.target, kind == HEED_GOLD_POSSIBLE };

  return heed_alignment_new (all, n_links);
}

static HeedAlignment *
dup_within (const HeedAlignment *links,
            guint                n_source,
            guint                n_target)
{
  g_autofree HeedLink *all = g_new (HeedLink, links->n_links + 1);
  guint n_links = 0;

  for (guint i = 0; i < links->n_links; i++)
    if (links->links[i].source < n_source && links->links[i].target < n_target)
      all[n_links++] = links->links[i];

  return heed_alignment_new (all, n_links);
}

HeedAlignment *
heed_gold_get_links (HeedGold *self)
{
  g_return_val_if_fail (HEED_IS_GOLD (self), NULL);

  return self->links;
}

HeedGoldKind
heed_gold_get_kind (HeedGold *self,
                    guint     source,
                    guint     target)
{
  g_return_val_if_fail (HEED_IS_GOLD (self), HEED_GOLD_NONE);

  return kind_of (heed_gold_find (self->links, source, target));
}

/* --- Editing -------------------------------------------------------------------- */

/* Sets the links; the previous ones are left to the caller. */
static void
put (HeedGold      *self,
     HeedAlignment *links)
{
  self->links = links;
  if (self->file != NULL)
    heed_gold_file_set (self->file, self->sentence, links);

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  g_signal_emit (self, signals[SIGNAL_EVALUATED], 0);
}

/**
 * heed_gold_set_kind:
 * @source: word, from 0
 * @target: word, from 0
 *
 * Clears the redo history. Does nothing if a word is out of range, or if the link has
 * that kind already.
 */
void
heed_gold_set_kind (HeedGold     *self,
                    guint         source,
                    guint         target,
                    HeedGoldKind  kind)
{
  g_return_if_fail (HEED_IS_GOLD (self));

  if (source >= self->n_source || target >= self->n_target ||
      heed_gold_get_kind (self, source, target) == kind)
    return;

  g_ptr_array_set_size (self->redone_by, 0);
  g_ptr_array_add (self->undone_by, self->links);
  put (self, dup_with (self->links, (HeedLink) { source, target, FALSE }, kind));
}

/**
 * heed_gold_toggle:
 *
 * Changes a sure link to a possible one, a possible link to none, and none to a sure link.
 *
 * Returns: the new kind
 */
HeedGoldKind
heed_gold_toggle (HeedGold *self,
                  guint     source,
                  guint     target)
{
  HeedGoldKind next = HEED_GOLD_SURE;

  g_return_val_if_fail (HEED_IS_GOLD (self), HEED_GOLD_NONE);

  switch (heed_gold_get_kind (self, source, target))
    {
    case HEED_GOLD_SURE:
      next = HEED_GOLD_POSSIBLE;
      break;

    case HEED_GOLD_POSSIBLE:
      next = HEED_GOLD_NONE;
      break;

    case HEED_GOLD_NONE:
      break;
    }

  heed_gold_set_kind (self, source, target, next);

  return heed_gold_get_kind (self, source, target);
}

gboolean
heed_gold_can_undo (HeedGold *self)
{
  g_return_val_if_fail (HEED_IS_GOLD (self), FALSE);

  return self->undone_by->len > 0;
}

gboolean
heed_gold_can_redo (HeedGold *self)
{
  g_return_val_if_fail (HEED_IS_GOLD (self), FALSE);

  return self->redone_by->len > 0;
}

static void
go (HeedGold  *self,
    GPtrArray *from,
    GPtrArray *to)
{
  if (from->len == 0)
    return;

  g_ptr_array_add (to, self->links);
  put (self, g_ptr_array_steal_index (from, from->len - 1));
}

void
heed_gold_undo (HeedGold *self)
{
  g_return_if_fail (HEED_IS_GOLD (self));

  go (self, self->undone_by, self->redone_by);
}

void
heed_gold_redo (HeedGold *self)
{
  g_return_if_fail (HEED_IS_GOLD (self));

  go (self, self->redone_by, self->undone_by);
}

gboolean
heed_gold_is_changed (HeedGold *self)
{
  g_return_val_if_fail (HEED_IS_GOLD (self), FALSE);

  if (self->file != NULL)
    return heed_gold_file_is_changed (self->file, self->sentence);

  return !heed_gold_are_same (self->links, self->first);
}

/**
 * heed_gold_has_unsaved:
 *
 * Returns: whether these links, or those of another sentence of their file, are not saved
 */
gboolean
heed_gold_has_unsaved (HeedGold *self)
{
  return heed_gold_is_changed (self) ||
         (self->file != NULL && heed_gold_file_get_n_changed (self->file) > 0);
}

/* --- Comparison with found links ------------------------------------------------ */

HeedAlignment *
heed_gold_get_found_links (HeedGold *self)
{
  g_return_val_if_fail (HEED_IS_GOLD (self), NULL);

  return self->found;
}

/**
 * heed_gold_set_found_links:
 * @found: (nullable): a model's links between the same words; whether they are sure or
 *   possible is ignored
 */
void
heed_gold_set_found_links (HeedGold      *self,
                           HeedAlignment *found)
{
  g_autoptr(HeedAlignment) before = NULL;

  g_return_if_fail (HEED_IS_GOLD (self));

  if (self->found == found ||
      (self->found != NULL && found != NULL && heed_gold_are_same (self->found, found)))
    return;

  before = self->found;
  self->found = found != NULL ? heed_alignment_ref (found) : NULL;
  g_signal_emit (self, signals[SIGNAL_EVALUATED], 0);
}

/**
 * heed_gold_get_outcome:
 *
 * Returns: the outcome of two words; %HEED_OUTCOME_NONE without found links
 */
HeedLinkOutcome
heed_gold_get_outcome (HeedGold *self,
                       guint     source,
                       guint     target)
{
  HeedGoldKind kind;

  g_return_val_if_fail (HEED_IS_GOLD (self), HEED_OUTCOME_NONE);

  if (self->found == NULL)
    return HEED_OUTCOME_NONE;

  kind = heed_gold_get_kind (self, source, target);
  if (heed_gold_find (self->found, source, target) != NULL)
    return kind != HEED_GOLD_NONE ? HEED_OUTCOME_HIT : HEED_OUTCOME_WRONG;

  return kind == HEED_GOLD_SURE ? HEED_OUTCOME_MISSED : HEED_OUTCOME_NONE;
}

/**
 * heed_gold_get_counts:
 * @counts: (out): of this pair alone, for heed_alignment_score_counts()
 *
 * Returns: whether there are found links to compare with
 */
gboolean
heed_gold_get_counts (HeedGold            *self,
                      HeedAlignmentCounts *counts)
{
  g_return_val_if_fail (HEED_IS_GOLD (self), FALSE);
  g_return_val_if_fail (counts != NULL, FALSE);

  *counts = (HeedAlignmentCounts) { 0 };
  if (self->found == NULL)
    return FALSE;

  heed_alignment_count (counts, self->found, self->links);

  return TRUE;
}

/* --- The object ----------------------------------------------------------------- */

const char *
heed_gold_get_source (HeedGold *self)
{
  g_return_val_if_fail (HEED_IS_GOLD (self), NULL);

  return self->source;
}

const char *
heed_gold_get_target (HeedGold *self)
{
  g_return_val_if_fail (HEED_IS_GOLD (self), NULL);

  return self->target;
}

guint
heed_gold_get_n_source (HeedGold *self)
{
  g_return_val_if_fail (HEED_IS_GOLD (self), 0);

  return self->n_source;
}

guint
heed_gold_get_n_target (HeedGold *self)
{
  g_return_val_if_fail (HEED_IS_GOLD (self), 0);

  return self->n_target;
}

gboolean
heed_gold_has_source_tokens (HeedGold *self)
{
  g_return_val_if_fail (HEED_IS_GOLD (self), FALSE);

  return self->has_source_tokens;
}

gboolean
heed_gold_has_target_tokens (HeedGold *self)
{
  g_return_val_if_fail (HEED_IS_GOLD (self), FALSE);

  return self->has_target_tokens;
}

/**
 * heed_gold_get_file:
 *
 * Returns: (transfer none) (nullable): the file that contains them
 */
HeedGoldFile *
heed_gold_get_file (HeedGold *self)
{
  g_return_val_if_fail (HEED_IS_GOLD (self), NULL);

  return self->file;
}

guint
heed_gold_get_sentence (HeedGold *self)
{
  g_return_val_if_fail (HEED_IS_GOLD (self), 0);

  return self->sentence;
}

static void
heed_gold_finalize (GObject *object)
{
  HeedGold *self = HEED_GOLD (object);

  g_free (self->source);
  g_free (self->target);
  g_clear_object (&self->file);
  g_clear_pointer (&self->links, heed_alignment_unref);
  g_clear_pointer (&self->first, heed_alignment_unref);
  g_clear_pointer (&self->found, heed_alignment_unref);
  g_ptr_array_unref (self->undone_by);
  g_ptr_array_unref (self->redone_by);

  G_OBJECT_CLASS (heed_gold_parent_class)->finalize (object);
}

static void
heed_gold_class_init (HeedGoldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_gold_finalize;

  /**
   * HeedGold::changed:
   *
   * The links, or what can be undone or redone, changed, or the links were saved.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", HEED_TYPE_GOLD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                  0);

  /**
   * HeedGold::evaluated:
   *
   * The outcomes of words may have changed.
   */
  signals[SIGNAL_EVALUATED] =
    g_signal_new ("evaluated", HEED_TYPE_GOLD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                  0);
}

static void
unref_alignment (gpointer data)
{
  heed_alignment_unref (data);
}

static void
heed_gold_init (HeedGold *self)
{
  self->undone_by = g_ptr_array_new_with_free_func (unref_alignment);
  self->redone_by = g_ptr_array_new_with_free_func (unref_alignment);
}

static guint
count_units (const HeedGoldSide *side)
{
  return side->n_tokens > 0 ? side->n_tokens : heed_words_count (side->text);
}

/**
 * heed_gold_new_of_sides:
 *
 * Returns: (transfer full): an empty set of gold links without a file
 */
HeedGold *
heed_gold_new_of_sides (const HeedGoldSide *source,
                        const HeedGoldSide *target)
{
  HeedGold *self;

  g_return_val_if_fail (source != NULL && source->text != NULL, NULL);
  g_return_val_if_fail (target != NULL && target->text != NULL, NULL);

  self = g_object_new (HEED_TYPE_GOLD, NULL);
  self->source = g_strdup (source->text);
  self->target = g_strdup (target->text);
  self->n_source = count_units (source);
  self->n_target = count_units (target);
  self->has_source_tokens = source->n_tokens > 0;
  self->has_target_tokens = target->n_tokens > 0;
  self->links = heed_alignment_new (NULL, 0);
  self->first = heed_alignment_ref (self->links);

  return self;
}

static void
take_links (HeedGold      *self,
            HeedAlignment *links)
{
  heed_alignment_unref (self->links);
  heed_alignment_unref (self->first);
  self->links = dup_within (links, self->n_source, self->n_target);
  self->first = heed_alignment_ref (self->links);
}

/**
 * heed_gold_new:
 * @links: (nullable): the initial links; %NULL for none
 *
 * Returns: (transfer full): gold links without a file
 */
HeedGold *
heed_gold_new (const char    *source,
               const char    *target,
               HeedAlignment *links)
{
  HeedGold *self = heed_gold_new_of_sides (&(HeedGoldSide) { source, 0 },
                                           &(HeedGoldSide) { target, 0 });

  if (links != NULL)
    take_links (self, links);

  return self;
}

/* Another HeedGold may edit the same sentence of the file. */
static void
sentence_changed_cb (HeedGold *self,
                     guint     sentence)
{
  HeedAlignment *links = heed_gold_file_get (self->file, self->sentence);

  if (sentence != self->sentence || heed_gold_are_same (links, self->links))
    return;

  g_ptr_array_set_size (self->redone_by, 0);
  g_ptr_array_add (self->undone_by, self->links);
  put (self, heed_alignment_ref (links));
}

/* After saving, heed_gold_is_changed() is FALSE again. */
static void
file_changed_cb (HeedGold *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
follow_file (HeedGold     *self,
             HeedGoldFile *file,
             guint         sentence)
{
  if (self->file != NULL)
    g_signal_handlers_disconnect_by_data (self->file, self);

  g_set_object (&self->file, file);
  self->sentence = sentence;
  g_signal_connect_object (file, "sentence-changed", G_CALLBACK (sentence_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (file, "notify::n-changed", G_CALLBACK (file_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * heed_gold_take_file:
 * @sentence: from 0, below heed_gold_file_get_n()
 *
 * Errors: those of heed_gold_file_check(); then the links stay as they were
 */
gboolean
heed_gold_take_file (HeedGold      *self,
                     HeedGoldFile  *file,
                     guint          sentence,
                     GError       **error)
{
  g_return_val_if_fail (HEED_IS_GOLD (self), FALSE);
  g_return_val_if_fail (HEED_IS_GOLD_FILE (file), FALSE);
  g_return_val_if_fail (sentence < heed_gold_file_get_n (file), FALSE);

  if (!heed_gold_file_check (file, sentence, self->n_source, self->n_target, error))
    return FALSE;

  take_links (self, heed_gold_file_get (file, sentence));
  follow_file (self, file, sentence);

  return TRUE;
}

/**
 * heed_gold_new_in_file:
 * @sentence: from 0, below heed_gold_file_get_n()
 *
 * Errors: those of heed_gold_file_check()
 *
 * Returns: (transfer full): the links of one sentence of @file; holds a reference to @file
 */
HeedGold *
heed_gold_new_in_file (HeedGoldFile  *file,
                       guint          sentence,
                       const char    *source,
                       const char    *target,
                       GError       **error)
{
  g_autoptr(HeedGold) self = heed_gold_new (source, target, NULL);

  return heed_gold_take_file (self, file, sentence, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * heed_gold_save_as:
 *
 * If they are of a file, writes all of its sentences in its format. Otherwise writes one line in
 * Pharaoh format, with a possible link as "1p2".
 *
 * Errors: those of writing and reading the file
 *
 * Returns: whether they were saved
 */
gboolean
heed_gold_save_as (HeedGold    *self,
                   const char  *path,
                   GError     **error)
{
  g_autofree char *links = NULL;
  g_autofree char *line = NULL;
  g_autoptr(HeedGoldFile) file = NULL;

  g_return_val_if_fail (HEED_IS_GOLD (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (self->file != NULL)
    return heed_gold_file_save_as (self->file, path, error);

  links = heed_alignment_dup_text (self->links);
  line = g_strconcat (links, "\n", NULL);
  if (!g_file_set_contents_full (path, line, -1,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                 0666, error) ||
      (file = heed_gold_file_read (path, 0, error)) == NULL)
    return FALSE;

  follow_file (self, file, 0);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);

  return TRUE;
}
