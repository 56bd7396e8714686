/* comparison-following.c — making the other sides of a comparison follow the first one
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A sentence is not passed on to a model that reads another kind of text. Such a side
 * has its own sentence, initially one of its model's examples.
 */

#include "app/window/comparison/comparison-private.h"

#include "app/core/models/examples.h"
#include "app/core/models/sentence-kind.h"
#include "app/window/document/document-decoding.h"
#include "app/window/document/document-opening.h"
#include "app/window/document/forced-target.h"

static HeedDocument *
get_first (HeedComparison *self)
{
  return self->sides[0].document;
}

/* Returns whether the model of the side was replaced. */
static gboolean
follow_model (HeedComparison   *self,
              HeedComparedSide *side)
{
  HeedModel *model = heed_document_get_model (get_first (self));

  if (model == NULL || heed_document_get_model (side->document) == model ||
      self->by == HEED_COMPARE_MODELS)
    return FALSE;

  heed_document_share_model (side->document, get_first (self));

  return TRUE;
}

static char *
dup_kind (HeedDocument *document)
{
  HeedModel *model = heed_document_get_model (document);

  return model != NULL ? heed_sentence_kind_new (model) : NULL;
}

gboolean
heed_comparison_side_reads_otherwise (HeedComparison         *self,
                                      const HeedComparedSide *side)
{
  g_autofree char *kind = dup_kind (get_first (self));
  g_autofree char *own = dup_kind (side->document);

  return !heed_sentence_kind_fits (kind, own);
}

static gboolean
is_read (HeedComparison *self,
         const char     *text)
{
  for (guint i = 0; i < self->n_sides; i++)
    if (g_str_equal (heed_document_get_text (self->sides[i].document), text))
      return TRUE;

  return FALSE;
}

/* Sets the side's own text: the wanted one; else the first example of its model that no side reads
 * yet; else the first example; else none. */
static void
give_text (HeedComparison   *self,
           HeedComparedSide *side)
{
  g_auto(GStrv) examples = heed_examples_dup (heed_document_get_model (side->document));
  g_autofree char *wanted = g_steal_pointer (&side->wanted_text);
  const char *chosen = wanted;

  for (guint i = 0; examples[i] != NULL && chosen == NULL; i++)
    if (!is_read (self, examples[i]))
      chosen = examples[i];

  if (chosen == NULL)
    chosen = examples[0] != NULL ? examples[0] : "";
  heed_document_set_text (side->document, chosen);
}

static void
follow_text (HeedComparison   *self,
             HeedComparedSide *side)
{
  g_autofree char *kind = dup_kind (side->document);
  gboolean had_own = side->has_own_text && heed_sentence_kind_fits (side->kind, kind);

  side->has_own_text = self->by == HEED_COMPARE_SENTENCES ||
                       heed_comparison_side_reads_otherwise (self, side);
  g_free (side->kind);
  side->kind = g_steal_pointer (&kind);

  if (!side->has_own_text)
    heed_document_set_text (side->document, heed_document_get_text (get_first (self)));
  else if ((!had_own || side->wanted_text != NULL) &&
           heed_document_get_model (side->document) != NULL)
    give_text (self, side);
}

static void
follow_target (HeedComparison   *self,
               HeedComparedSide *side)
{
  g_autoptr(GError) error = NULL;

  if (!self->is_target_same)
    heed_forced_target_remove (side->document);
  else if (heed_document_get_state (get_first (self)) == HEED_DOCUMENT_FINISHED)
    heed_forced_target_copy (side->document, get_first (self), &error);
  else
    return;

  g_free (side->problem);
  side->problem = error != NULL ? g_strdup (error->message) : NULL;
}

/* Displays another head on each side, as far as the model has so many: the heads after that of the
 * first side, through its layer and the following ones. */
static void
spread_heads (HeedComparison *self)
{
  HeedDocumentView *view = heed_document_get_view (get_first (self));
  HeedModel *model = heed_document_get_model (get_first (self));
  HeedAttentionSite site = heed_document_view_get_site (view);
  int n_layers, n_heads, at;

  if (model == NULL)
    return;

  n_layers = (int) heed_model_get_n_layers (model, site.kind);
  n_heads = (int) MAX (heed_model_get_n_heads (model, site.kind, 0), 1);
  at = site.layer * n_heads + (site.head == HEED_HEAD_MEAN ? -1 : site.head);

  for (guint i = 1; i < self->n_sides && n_layers * n_heads > 1; i++)
    {
      at = (at + 1) % (n_layers * n_heads);
      if (heed_document_get_model (self->sides[i].document) == model)
        heed_document_view_set_site (
          heed_document_get_view (self->sides[i].document),
          (HeedAttentionSite) { site.kind, at / n_heads, at % n_heads });
    }
}

static void
share_site (HeedComparison *self)
{
  HeedAttentionSite site = heed_document_view_get_site (heed_document_get_view (get_first (self)));
  HeedModel *model = heed_document_get_model (get_first (self));

  /* A model without attention has no site to share. */
  if (model == NULL || heed_model_get_n_layers (model, site.kind) == 0)
    return;

  for (guint i = 1; i < self->n_sides; i++)
    if (heed_document_get_model (self->sides[i].document) == model)
      heed_document_view_set_site (heed_document_get_view (self->sides[i].document), site);
}

void
heed_comparison_place (HeedComparison *self)
{
  if (self->by == HEED_COMPARE_HEADS)
    spread_heads (self);
  else if (self->by != HEED_COMPARE_MODELS)
    share_site (self);
}

/* Displays the attention requested by heed_comparison_want(), once the side's model is open. The
 * site is clamped, since the model may have been replaced by one with fewer layers or heads. */
static void
look_where_wanted (HeedComparedSide *side)
{
  HeedDocumentView *view = heed_document_get_view (side->document);
  HeedModel *model = heed_document_get_model (side->document);

  if (!side->wants_site || model == NULL || heed_document_get_is_opening (side->document) ||
      g_strcmp0 (heed_document_view_get_model_path (view),
                 heed_document_get_model_path (side->document)) != 0)
    return;

  side->wants_site = FALSE;
  if (heed_model_get_n_layers (model, side->wanted_site.kind) == 0)
    return;

  heed_document_view_set_site (view, heed_document_view_clamp_site (view, side->wanted_site));
  if (side->wanted_site.head == HEED_HEAD_MEAN && side->wanted_heads != 0)
    heed_document_view_set_heads (view, side->wanted_heads);
}

void
heed_comparison_follow (HeedComparison *self)
{
  gboolean is_placed = TRUE;

  if (!self->is_active || self->is_following)
    return;

  self->is_following = TRUE;

  for (guint i = 1; i < self->n_sides; i++)
    {
      is_placed = !follow_model (self, &self->sides[i]) && is_placed;
      heed_document_set_decoding (self->sides[i].document,
                                  heed_document_get_decoding (get_first (self)));
      follow_text (self, &self->sides[i]);
      follow_target (self, &self->sides[i]);
    }

  if (!is_placed)
    heed_comparison_place (self);

  for (guint i = 1; i < self->n_sides; i++)
    look_where_wanted (&self->sides[i]);

  self->is_following = FALSE;
  heed_comparison_tell (self);
}

/* Copies the first side's site to the others, unless they differ in models or heads. */
void
heed_comparison_follow_site (HeedComparison *self)
{
  if (self->is_active && self->by != HEED_COMPARE_MODELS && self->by != HEED_COMPARE_HEADS)
    share_site (self);
}
