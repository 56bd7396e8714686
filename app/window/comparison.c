/* comparison.c — two to four translations that are looked at side by side
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each side is a document; all of them share the engine's one thread. The first is
 * that of the window, with whatever was changed there. The others follow it in what
 * is not compared: its model, its sentence, how it chooses tokens. They never have
 * its changes, so that the first two are after and before.
 *
 * A sentence is not sent to a model that reads something else. That one has a
 * sentence of its own, at first its example.
 */

#include "app/window/comparison.h"

#include "app/core/examples.h"
#include "app/core/sentence-kind.h"
#include "app/window/document-decoding.h"
#include "app/window/document-opening.h"
#include "app/window/forced-target.h"

typedef struct {
  HeedDocument *document;
  char         *asked;         /* what it is to open, or opened last; NULL: nothing yet */
  gboolean      has_own_text;
  char         *kind;          /* of what its own text is for; NULL: nobody says */
  char         *problem;       /* why it cannot write what the first side does; or NULL */
} Side;

/**
 * HeedComparison:
 *
 * The sides in their order.
 */
struct _HeedComparison
{
  GObject        parent_instance;

  Side           sides[HEED_COMPARISON_MAX];
  guint          n_sides;
  HeedCompareBy  by;
  gboolean       is_target_same;
  gboolean       is_active;
  gboolean       is_following;  /* what is heard meanwhile is its own doing */
};

enum {
  PROP_0,
  PROP_BY,
  PROP_N_SIDES,
  PROP_SAME_TARGET,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static guint changed_signal;

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

/* --- Following the first side -------------------------------------------- */

/* Says whether it has another model now. */
static gboolean
follow_model (HeedComparison *self,
              Side           *side)
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

static gboolean
reads_otherwise (HeedComparison *self,
                 const Side     *side)
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

/* An example of its model that no side reads yet; or none. */
static void
give_example (HeedComparison *self,
              Side           *side)
{
  g_auto(GStrv) examples = heed_examples_dup (heed_document_get_model (side->document));
  const char *chosen = NULL;

  for (guint i = 0; examples[i] != NULL && chosen == NULL; i++)
    if (!is_read (self, examples[i]))
      chosen = examples[i];

  if (chosen == NULL)
    chosen = examples[0] != NULL ? examples[0] : "";
  heed_document_set_text (side->document, chosen);
}

static void
follow_text (HeedComparison *self,
             Side           *side)
{
  g_autofree char *kind = dup_kind (side->document);
  gboolean had_own = side->has_own_text && heed_sentence_kind_fits (side->kind, kind);

  side->has_own_text = self->by == HEED_COMPARE_SENTENCES || reads_otherwise (self, side);
  g_free (side->kind);
  side->kind = g_steal_pointer (&kind);

  if (!side->has_own_text)
    heed_document_set_text (side->document, heed_document_get_text (get_first (self)));
  else if (!had_own && heed_document_get_model (side->document) != NULL)
    give_example (self, side);
}

static void
follow_target (HeedComparison *self,
               Side           *side)
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

/* Each side looks where no other does, as far as there are so many places: through the
 * heads of the first side's layer, and those of the other layers. */
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
      heed_document_view_set_site (heed_document_get_view (self->sides[i].document),
                                   (HeedAttentionSite) { site.kind, at / n_heads, at % n_heads });
    }
}

static void
share_site (HeedComparison *self)
{
  HeedAttentionSite site = heed_document_view_get_site (heed_document_get_view (get_first (self)));
  HeedModel *model = heed_document_get_model (get_first (self));

  for (guint i = 1; i < self->n_sides; i++)
    if (model != NULL && heed_document_get_model (self->sides[i].document) == model)
      heed_document_view_set_site (heed_document_get_view (self->sides[i].document), site);
}

static void
place (HeedComparison *self)
{
  if (self->by == HEED_COMPARE_HEADS)
    spread_heads (self);
  else if (self->by != HEED_COMPARE_MODELS)
    share_site (self);
}

static void
follow (HeedComparison *self)
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
    place (self);

  self->is_following = FALSE;
  g_signal_emit (self, changed_signal, 0);
}

/* Where the sides do not differ in it. */
static void
site_changed_cb (HeedComparison *self)
{
  if (self->is_active && self->by != HEED_COMPARE_MODELS && self->by != HEED_COMPARE_HEADS)
    share_site (self);
}

/* --- Sides --------------------------------------------------------------- */

static void
watch (HeedComparison *self,
       HeedDocument   *document)
{
  g_signal_connect_object (document, "model-changed", G_CALLBACK (follow), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::state", G_CALLBACK (follow), self,
                           G_CONNECT_SWAPPED);
}

static void
watch_first (HeedComparison *self)
{
  HeedDocument *first = get_first (self);

  watch (self, first);
  g_signal_connect_object (first, "notify::text", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (first, "notify::decoding", G_CALLBACK (follow), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (heed_document_get_view (first), "notify::site",
                           G_CALLBACK (site_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (first, "steps-changed", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
}

/* It has no model until it is told one, if each has its own. */
static void
add_side (HeedComparison *self)
{
  HeedDocument *document = heed_document_new (heed_document_get_worker (get_first (self)));

  self->sides[self->n_sides++] = (Side) { .document = document };
  watch (self, document);
}

static void
clear_side (HeedComparison *self,
            Side           *side)
{
  g_signal_handlers_disconnect_by_data (side->document, self);
  g_signal_handlers_disconnect_by_data (heed_document_get_view (side->document), self);
  g_clear_object (&side->document);
  g_clear_pointer (&side->asked, g_free);
  g_clear_pointer (&side->kind, g_free);
  g_clear_pointer (&side->problem, g_free);
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
   * What the sides differ in.
   */
  properties[PROP_BY] =
    g_param_spec_enum ("by", NULL, NULL, HEED_TYPE_COMPARE_BY, HEED_COMPARE_MODELS, flags);

  /**
   * HeedComparison:n-sides:
   *
   * How many sides there are.
   */
  properties[PROP_N_SIDES] =
    g_param_spec_uint ("n-sides", NULL, NULL, HEED_COMPARISON_MIN, HEED_COMPARISON_MAX,
                       HEED_COMPARISON_MIN, flags);

  /**
   * HeedComparison:same-target:
   *
   * Whether every side is made to write what the first one does.
   */
  properties[PROP_SAME_TARGET] =
    g_param_spec_boolean ("same-target", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * HeedComparison::changed:
   *
   * The sides are others, or what holds of one.
   */
  changed_signal = g_signal_new ("changed", HEED_TYPE_COMPARISON, G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
heed_comparison_init (HeedComparison *self)
{
}

/**
 * heed_comparison_new:
 * @first: what the window shows
 *
 * Returns: (transfer full): two sides, of which the second follows the first but has
 *   no model yet; not active
 */
HeedComparison *
heed_comparison_new (HeedDocument *first)
{
  HeedComparison *self;

  g_return_val_if_fail (HEED_IS_DOCUMENT (first), NULL);

  self = g_object_new (HEED_TYPE_COMPARISON, NULL);
  self->sides[self->n_sides++] = (Side) { .document = g_object_ref (first) };
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
  follow (self);
}

HeedCompareBy
heed_comparison_get_by (HeedComparison *self)
{
  g_return_val_if_fail (HEED_IS_COMPARISON (self), HEED_COMPARE_MODELS);

  return self->by;
}

/**
 * heed_comparison_set_by:
 * @by: what the sides differ in from now on
 *
 * Of before and after there are two sides.
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

  follow (self);
  place (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BY]);
}

guint
heed_comparison_get_n_sides (HeedComparison *self)
{
  g_return_val_if_fail (HEED_IS_COMPARISON (self), 0);

  return self->n_sides;
}

static void
sides_changed (HeedComparison *self)
{
  follow (self);
  place (self);
  g_signal_emit (self, changed_signal, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SIDES]);
}

/**
 * heed_comparison_set_n_sides:
 * @n_sides: two to four; more than two differ in something else than changes
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
 * @side: one of more than two, and not the first
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

  self->sides[self->n_sides] = (Side) { NULL };
  sides_changed (self);
}

/**
 * heed_comparison_get_side:
 *
 * Returns: (transfer none): what that side shows
 */
HeedDocument *
heed_comparison_get_side (HeedComparison *self,
                          guint           side)
{
  g_return_val_if_fail (HEED_IS_COMPARISON (self), NULL);
  g_return_val_if_fail (side < self->n_sides, NULL);

  return self->sides[side].document;
}

void
heed_comparison_open (HeedComparison *self,
                      guint           side,
                      const char     *path)
{
  char *asked;

  g_return_if_fail (HEED_IS_COMPARISON (self));
  g_return_if_fail (side < self->n_sides);

  asked = g_strdup (path);
  g_free (self->sides[side].asked);
  self->sides[side].asked = asked;
  if (side > 0)
    heed_comparison_set_by (self, HEED_COMPARE_MODELS);

  for (guint i = 0; i < self->n_sides; i++)
    if (g_strcmp0 (heed_document_get_model_path (self->sides[i].document), asked) == 0 &&
        !heed_document_get_is_opening (self->sides[i].document))
      {
        if (i != side)
          heed_document_share_model (self->sides[side].document, self->sides[i].document);
        return;
      }

  heed_document_open (self->sides[side].document, asked);
}

/**
 * heed_comparison_has_path:
 * @path: (nullable): of a model
 *
 * Returns: whether a side has it, or is about to
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

  return reads_otherwise (self, &self->sides[side]);
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
  follow (self);
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
