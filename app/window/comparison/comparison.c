/* comparison.c — two to four translations side by side
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each side is a document; all of them share the engine's one thread. The first is the
 * document of the window, with the user's changes. The others follow it in what is not
 * compared: its model, its sentence and its decoding. They never have its changes, so
 * that the first two sides show a sentence after and before them.
 */

#include "app/window/comparison/comparison-private.h"

#include "app/window/document/document-opening.h"

enum {
  PROP_0,
  PROP_BY,
  PROP_N_SIDES,
  PROP_SAME_TARGET,
  PROP_DIFFERENCE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static guint changed_signal, place_changed_signal;

G_DEFINE_ENUM_TYPE (HeedCompareBy, heed_compare_by,
                    G_DEFINE_ENUM_VALUE (HEED_COMPARE_MODELS, "models"),
                    G_DEFINE_ENUM_VALUE (HEED_COMPARE_HEADS, "heads"),
                    G_DEFINE_ENUM_VALUE (HEED_COMPARE_SENTENCES, "sentences"),
                    G_DEFINE_ENUM_VALUE (HEED_COMPARE_CHANGES, "changes"))

G_DEFINE_FINAL_TYPE (HeedComparison, heed_comparison, G_TYPE_OBJECT)

static HeedDocument *
get_first (HeedComparison *self)
{
  return self->sides[0].document;
}

/* --- Sides --------------------------------------------------------------- */

static void
watch (HeedComparison *self,
       HeedDocument   *document)
{
  g_signal_connect_object (document, "model-changed", G_CALLBACK (heed_comparison_follow), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::state", G_CALLBACK (heed_comparison_follow), self,
                           G_CONNECT_SWAPPED);
}

static void
watch_first (HeedComparison *self)
{
  HeedDocument *first = get_first (self);

  watch (self, first);
  g_signal_connect_object (first, "notify::text", G_CALLBACK (heed_comparison_follow), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (first, "notify::decoding", G_CALLBACK (heed_comparison_follow), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (heed_document_get_view (first), "notify::site",
                           G_CALLBACK (heed_comparison_follow_site), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (first, "steps-changed", G_CALLBACK (heed_comparison_follow), self,
                           G_CONNECT_SWAPPED);
}

static void
place_changed_cb (HeedComparison *self)
{
  g_signal_emit (self, place_changed_signal, 0);
}

/* Adds a side. If the sides differ in their models, it has none until one is opened. */
static void
add_side (HeedComparison *self)
{
  HeedDocument *document = heed_document_new (heed_document_get_worker (get_first (self)));
  HeedDocumentView *view = heed_document_get_view (document);

  self->sides[self->n_sides++] = (HeedComparedSide) { .document = document };
  watch (self, document);
  g_signal_connect_object (view, "notify::site", G_CALLBACK (place_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::heads", G_CALLBACK (place_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
clear_side (HeedComparison   *self,
            HeedComparedSide *side)
{
  g_signal_handlers_disconnect_by_data (side->document, self);
  g_signal_handlers_disconnect_by_data (heed_document_get_view (side->document), self);
  g_clear_object (&side->document);
  g_clear_pointer (&side->asked, g_free);
  g_clear_pointer (&side->kind, g_free);
  g_clear_pointer (&side->problem, g_free);
  g_clear_pointer (&side->wanted_text, g_free);
}

/* --- The object ---------------------------------------------------------- */

static void
heed_comparison_dispose (GObject *object)
{
  HeedComparison *self = HEED_COMPARISON (object);

  while (self->n_sides > 0)
    clear_side (self, &self->sides[--self->n_sides]);

  G_OBJECT_CLASS (heed_comparison_parent_class)->dispose (object);
}

static void
heed_comparison_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  HeedComparison *self = HEED_COMPARISON (object);

  switch (property_id)
    {
    case PROP_BY:
      g_value_set_enum (value, (int) self->by);
      break;

    case PROP_N_SIDES:
      g_value_set_uint (value, self->n_sides);
      break;

    case PROP_SAME_TARGET:
      g_value_set_boolean (value, self->is_target_same);
      break;

    case PROP_DIFFERENCE:
      g_value_set_boolean (value, self->shows_difference);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_comparison_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  HeedComparison *self = HEED_COMPARISON (object);

  switch (property_id)
    {
    case PROP_BY:
      heed_comparison_set_by (self, (HeedCompareBy) g_value_get_enum (value));
      break;

    case PROP_N_SIDES:
      heed_comparison_set_n_sides (self, g_value_get_uint (value));
      break;

    case PROP_SAME_TARGET:
      heed_comparison_set_same_target (self, g_value_get_boolean (value));
      break;

    case PROP_DIFFERENCE:
      heed_comparison_set_shows_difference (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_comparison_class_init (HeedComparisonClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = heed_comparison_dispose;
  object_class->get_property = heed_comparison_get_property;
  object_class->set_property = heed_comparison_set_property;

  /**
   * HeedComparison:by:
   *
   * The property in which the sides differ.
   */
  properties[PROP_BY] =
    g_param_spec_enum ("by", NULL, NULL, HEED_TYPE_COMPARE_BY, HEED_COMPARE_MODELS, flags);

  /**
   * HeedComparison:n-sides:
   *
   * The number of sides.
   */
  properties[PROP_N_SIDES] =
    g_param_spec_uint ("n-sides", NULL, NULL, HEED_COMPARISON_MIN, HEED_COMPARISON_MAX,
                       HEED_COMPARISON_MIN, flags);

  /**
   * HeedComparison:same-target:
   *
   * Whether every side is forced to the target of the first one.
   */
  properties[PROP_SAME_TARGET] =
    g_param_spec_boolean ("same-target", NULL, NULL, FALSE, flags);

  /**
   * HeedComparison:difference:
   *
   * Whether the difference between two sides is displayed.
   */
  properties[PROP_DIFFERENCE] =
    g_param_spec_boolean ("difference", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * HeedComparison::changed:
   *
   * Emitted when the sides, or the state of one of them, may have changed.
   */
  changed_signal = g_signal_new ("changed", HEED_TYPE_COMPARISON, G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * HeedComparison::place-changed:
   *
   * Emitted when a side displays another attention. For the first side, connect to the
   * view of its document instead.
   */
  place_changed_signal = g_signal_new ("place-changed", HEED_TYPE_COMPARISON, G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
heed_comparison_init (HeedComparison *self)
{
}

/**
 * heed_comparison_new:
 * @first: the document of the window
 *
 * Returns: (transfer full): a new, inactive comparison of two sides; the second follows
 *   the first, but has no model yet
 */
HeedComparison *
heed_comparison_new (HeedDocument *first)
{
  HeedComparison *self;

  g_return_val_if_fail (HEED_IS_DOCUMENT (first), NULL);

  self = g_object_new (HEED_TYPE_COMPARISON, NULL);
  self->sides[self->n_sides++] = (HeedComparedSide) { .document = g_object_ref (first) };
  watch_first (self);
  add_side (self);

  return self;
}

void
heed_comparison_set_active (HeedComparison *self,
                            gboolean        is_active)
{
  g_return_if_fail (HEED_IS_COMPARISON (self));

  self->is_active = is_active;
  heed_comparison_follow (self);
}

gboolean
heed_comparison_get_active (HeedComparison *self)
{
  g_return_val_if_fail (HEED_IS_COMPARISON (self), FALSE);

  return self->is_active;
}

HeedCompareBy
heed_comparison_get_by (HeedComparison *self)
{
  g_return_val_if_fail (HEED_IS_COMPARISON (self), HEED_COMPARE_MODELS);

  return self->by;
}

/**
 * heed_comparison_set_by:
 * @by: the property in which the sides differ
 *
 * %HEED_COMPARE_CHANGES reduces the number of sides to two.
 */
void
heed_comparison_set_by (HeedComparison *self,
                        HeedCompareBy   by)
{
  g_return_if_fail (HEED_IS_COMPARISON (self));

  if (self->by == by)
    return;

  self->by = by;
  if (by == HEED_COMPARE_CHANGES)
    heed_comparison_set_n_sides (self, HEED_COMPARISON_MIN);

  heed_comparison_follow (self);
  heed_comparison_place (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BY]);
}

guint
heed_comparison_get_n_sides (HeedComparison *self)
{
  g_return_val_if_fail (HEED_IS_COMPARISON (self), 0);

  return self->n_sides;
}

/* Emits HeedComparison::changed. */
void
heed_comparison_tell (HeedComparison *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
sides_changed (HeedComparison *self)
{
  heed_comparison_follow (self);
  heed_comparison_place (self);
  g_signal_emit (self, changed_signal, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SIDES]);
}

/**
 * heed_comparison_set_n_sides:
 * @n_sides: two to four
 *
 * More than two sides cannot differ in changes; they then differ in models.
 */
void
heed_comparison_set_n_sides (HeedComparison *self,
                             guint           n_sides)
{
  g_return_if_fail (HEED_IS_COMPARISON (self));
  g_return_if_fail (n_sides >= HEED_COMPARISON_MIN && n_sides <= HEED_COMPARISON_MAX);

  if (self->n_sides == n_sides)
    return;

  while (self->n_sides < n_sides)
    add_side (self);
  while (self->n_sides > n_sides)
    clear_side (self, &self->sides[--self->n_sides]);

  if (n_sides > HEED_COMPARISON_MIN && self->by == HEED_COMPARE_CHANGES)
    heed_comparison_set_by (self, HEED_COMPARE_MODELS);

  sides_changed (self);
}

/**
 * heed_comparison_remove_side:
 * @side: not the first one; there must be more than two
 */
void
heed_comparison_remove_side (HeedComparison *self,
                             guint           side)
{
  g_return_if_fail (HEED_IS_COMPARISON (self));
  g_return_if_fail (side > 0 && side < self->n_sides && self->n_sides > HEED_COMPARISON_MIN);

  clear_side (self, &self->sides[side]);
  self->n_sides--;
  for (guint i = side; i < self->n_sides; i++)
    self->sides[i] = self->sides[i + 1];

  self->sides[self->n_sides] = (HeedComparedSide) { NULL };
  sides_changed (self);
}

/**
 * heed_comparison_get_side:
 *
 * Returns: (transfer none): the document of that side
 */
HeedDocument *
heed_comparison_get_side (HeedComparison *self,
                          guint           side)
{
  g_return_val_if_fail (HEED_IS_COMPARISON (self), NULL);
  g_return_val_if_fail (side < self->n_sides, NULL);

  return self->sides[side].document;
}

/* Whether the document has the model that this path and description choose. */
static gboolean
has_model (HeedDocument *document,
           const char   *path,
           const char   *description)
{
  return !heed_document_get_is_opening (document) &&
         g_strcmp0 (heed_document_get_model_path (document), path) == 0 &&
         g_strcmp0 (heed_document_get_model_description (document), description) == 0;
}

/* Returns another side that has this model; or NULL. */
static HeedDocument *
find_shared (HeedComparison *self,
             guint           side,
             const char     *path,
             const char     *description)
{
  for (guint i = 0; i < self->n_sides; i++)
    if (i != side && has_model (self->sides[i].document, path, description))
      return self->sides[i].document;

  return NULL;
}

void
heed_comparison_open (HeedComparison *self,
                      guint           side,
                      const char     *path)
{
  heed_comparison_open_as (self, side, path, NULL);
}

/**
 * heed_comparison_open_as:
 * @description: (nullable): chooses among the models that the weights fit, as for
 *   heed_model_load_as()
 *
 * Opens a model for one side; if another side has the same one, shares it. A model that
 * the side itself has is read again, since its file may have changed. For a side other
 * than the first, the sides differ in models afterwards.
 */
void
heed_comparison_open_as (HeedComparison *self,
                         guint           side,
                         const char     *path,
                         const char     *description)
{
  HeedDocument *document, *other;
  char *asked;

  g_return_if_fail (HEED_IS_COMPARISON (self));
  g_return_if_fail (side < self->n_sides);

  asked = g_strdup (path);
  g_free (self->sides[side].asked);
  self->sides[side].asked = asked;
  if (side > 0)
    heed_comparison_set_by (self, HEED_COMPARE_MODELS);

  document = self->sides[side].document;
  other = has_model (document, asked, description) ? NULL
                                                   : find_shared (self, side, asked, description);
  if (other != NULL)
    heed_document_share_model (document, other);
  else
    heed_document_open_as (document, asked, description);
}

/**
 * heed_comparison_want:
 * @side: not the first
 * @text: (nullable): its sentence, if it may have one of its own
 * @heads: as for heed_document_view_set_heads()
 *
 * Takes effect as soon as the side has its model.
 */
void
heed_comparison_want (HeedComparison    *self,
                      guint              side,
                      const char        *text,
                      HeedAttentionSite  site,
                      guint64            heads)
{
  HeedComparedSide *wanting;

  g_return_if_fail (HEED_IS_COMPARISON (self));
  g_return_if_fail (side > 0 && side < self->n_sides);

  wanting = &self->sides[side];
  g_free (wanting->wanted_text);
  wanting->wanted_text = g_strdup (text);
  wanting->wants_site = TRUE;
  wanting->wanted_site = site;
  wanting->wanted_heads = heads;
  heed_comparison_follow (self);
}

/**
 * heed_comparison_has_path:
 * @path: (nullable): a model's path
 *
 * Returns: whether a side has that model, or is opening it
 */
gboolean
heed_comparison_has_path (HeedComparison *self,
                          const char     *path)
{
  g_return_val_if_fail (HEED_IS_COMPARISON (self), FALSE);

  for (guint i = 0; i < self->n_sides; i++)
    if (g_strcmp0 (heed_document_get_model_path (self->sides[i].document), path) == 0 ||
        (heed_document_get_is_opening (self->sides[i].document) &&
         g_strcmp0 (self->sides[i].asked, path) == 0))
      return TRUE;

  return FALSE;
}

gboolean
heed_comparison_has_own_text (HeedComparison *self,
                              guint           side)
{
  g_return_val_if_fail (HEED_IS_COMPARISON (self), FALSE);
  g_return_val_if_fail (side < self->n_sides, FALSE);

  return self->sides[side].has_own_text;
}

gboolean
heed_comparison_reads_otherwise (HeedComparison *self,
                                 guint           side)
{
  g_return_val_if_fail (HEED_IS_COMPARISON (self), FALSE);
  g_return_val_if_fail (side < self->n_sides, FALSE);

  return heed_comparison_side_reads_otherwise (self, &self->sides[side]);
}

gboolean
heed_comparison_get_same_target (HeedComparison *self)
{
  g_return_val_if_fail (HEED_IS_COMPARISON (self), FALSE);

  return self->is_target_same;
}

void
heed_comparison_set_same_target (HeedComparison *self,
                                 gboolean        is_same)
{
  g_return_if_fail (HEED_IS_COMPARISON (self));

  if (self->is_target_same == !!is_same)
    return;

  self->is_target_same = !!is_same;
  heed_comparison_follow (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAME_TARGET]);
}

const char *
heed_comparison_get_problem (HeedComparison *self,
                             guint           side)
{
  g_return_val_if_fail (HEED_IS_COMPARISON (self), NULL);
  g_return_val_if_fail (side < self->n_sides, NULL);

  return self->sides[side].problem;
}

gboolean
heed_comparison_get_shows_difference (HeedComparison *self)
{
  g_return_val_if_fail (HEED_IS_COMPARISON (self), FALSE);

  return self->shows_difference;
}

void
heed_comparison_set_shows_difference (HeedComparison *self,
                                      gboolean        shows_difference)
{
  g_return_if_fail (HEED_IS_COMPARISON (self));

  if (self->shows_difference == !!shows_difference)
    return;

  self->shows_difference = !!shows_difference;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIFFERENCE]);
}
