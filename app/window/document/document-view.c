/* document-view.c — the displayed attention of a document and the selection in it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The view has the displayed attention, the selected row and column, and the step
 * up to which the translation is played. None of this changes the decoding, and the
 * view does not depend on a model or a sentence: it is given the number of layers,
 * heads and tokens. The user's selection is stored as requested, so that it returns
 * with a longer sentence; the getters only return what exists.
 */

#include "app/window/document/document-view.h"

/**
 * HeedDocumentView:
 *
 * Widgets watch its properties. While the user types, all decoded steps count as
 * played.
 */
struct _HeedDocumentView
{
  GObject            parent_instance;

  char              *model_path;                      /* NULL until there is a model */
  HeedSiteRange      ranges[HEED_N_ATTENTION_KINDS];  /* the model's layers and heads */
  GHashTable        *sites;     /* char *, a model's path -> HeedAttentionSite * */
  HeedAttentionSite  site;
  guint64            heads;     /* bit h selects head h for a mean; 0 selects all */

  HeedAttentionKind  shown;     /* of the rows and columns; may be older than site */
  guint              n_source;  /* S */
  guint              n_steps;   /* T so far */

  guint              step;      /* requested; may exceed n_steps */
  guint              source;    /* requested row in the encoder */
  int                column;    /* requested; -1 is none */
  guint              n_played;  /* or HEED_PLAYED_ALL */
};

enum {
  PROP_0,
  PROP_SITE,
  PROP_HEADS,
  PROP_STEP,
  PROP_ROW,
  PROP_COLUMN,
  PROP_N_PLAYED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeedDocumentView, heed_document_view, G_TYPE_OBJECT)

static HeedAttentionSite *
copy_site (HeedAttentionSite *site)
{
  return g_memdup2 (site, sizeof *site);
}

static void
free_site (HeedAttentionSite *site)
{
  g_free (site);
}

#define TYPE_SITE (site_get_type ())
static GType site_get_type (void);
G_DEFINE_BOXED_TYPE (HeedAttentionSite, site, copy_site, free_site)

/* --- Notification -------------------------------------------------------- */

/* The values of the properties before a change. */
typedef struct {
  int   step;
  int   row;
  int   column;
  guint n_played;
} Said;

static Said
get_said (HeedDocumentView *self)
{
  return (Said) {
    .step = heed_document_view_get_step (self),
    .row = heed_document_view_get_row (self),
    .column = heed_document_view_get_column (self),
    .n_played = self->n_played,
  };
}

static void
notify_changes (HeedDocumentView *self,
                Said              before)
{
  GObject *object = G_OBJECT (self);
  Said now = get_said (self);

  g_object_freeze_notify (object);

  if (now.step != before.step)
    g_object_notify_by_pspec (object, properties[PROP_STEP]);

  if (now.row != before.row)
    g_object_notify_by_pspec (object, properties[PROP_ROW]);

  if (now.column != before.column)
    g_object_notify_by_pspec (object, properties[PROP_COLUMN]);

  if (now.n_played != before.n_played)
    g_object_notify_by_pspec (object, properties[PROP_N_PLAYED]);

  g_object_thaw_notify (object);
}

/* --- Available attention ------------------------------------------------- */

/* Returns the site last displayed for this model; by default the last layer's cross-attention,
 * averaged over its heads. */
static HeedAttentionSite
recall_site (HeedDocumentView *self)
{
  const HeedAttentionSite *site = g_hash_table_lookup (self->sites, self->model_path);
  guint n_layers = self->ranges[HEED_ATTENTION_CROSS].n_layers;

  if (site != NULL)
    return heed_site_ranges_clamp (self->ranges, *site);

  return (HeedAttentionSite) { HEED_ATTENTION_CROSS, (int) MAX (n_layers, 1) - 1, HEED_HEAD_MEAN };
}

static void
take_heads (HeedDocumentView *self,
            guint64           heads)
{
  if (self->heads == heads)
    return;

  self->heads = heads;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HEADS]);
}

static void
take_site (HeedDocumentView  *self,
           HeedAttentionSite  site)
{
  take_heads (self, 0);
  if (site.kind == self->site.kind && site.layer == self->site.layer &&
      site.head == self->site.head)
    return;

  self->site = site;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SITE]);
}

/**
 * heed_document_view_set_model:
 * @path: the model's file or folder
 * @ranges: (array fixed-size=3): the layers and heads of each #HeedAttentionKind
 *
 * Displays the site last displayed for that model, or the nearest one, since the file
 * may have been replaced in the meantime.
 */
void
heed_document_view_set_model (HeedDocumentView    *self,
                              const char          *path,
                              const HeedSiteRange *ranges)
{
  g_return_if_fail (HEED_IS_DOCUMENT_VIEW (self));
  g_return_if_fail (path != NULL && ranges != NULL);

  g_free (self->model_path);
  self->model_path = g_strdup (path);
  for (guint kind = 0; kind < HEED_N_ATTENTION_KINDS; kind++)
    self->ranges[kind] = ranges[kind];

  take_site (self, recall_site (self));
}

/**
 * heed_document_view_set_extent:
 * @shown: the kind of the displayed rows and columns
 * @n_source: S
 * @n_steps: T so far
 *
 * Sets the size. Selections out of range are hidden until the size grows again.
 */
void
heed_document_view_set_extent (HeedDocumentView  *self,
                               HeedAttentionKind  shown,
                               guint              n_source,
                               guint              n_steps)
{
  Said before;

  g_return_if_fail (HEED_IS_DOCUMENT_VIEW (self));

  before = get_said (self);
  self->shown = shown;
  self->n_source = n_source;
  self->n_steps = n_steps;
  notify_changes (self, before);
}

/* --- Displayed attention ------------------------------------------------- */

/**
 * heed_document_view_get_model_path:
 *
 * Returns: (nullable): the path of the model whose attentions are available
 */
const char *
heed_document_view_get_model_path (HeedDocumentView *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT_VIEW (self), NULL);

  return self->model_path;
}

/**
 * heed_document_view_get_site:
 *
 * Returns: the chosen attention; until the engine has delivered it, the previous one
 *   is still displayed
 */
HeedAttentionSite
heed_document_view_get_site (HeedDocumentView *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT_VIEW (self), ((HeedAttentionSite) { 0 }));

  return self->site;
}

/**
 * heed_document_view_set_site:
 * @site: one that the model has
 *
 * Displays another attention of the same translation. The choice is remembered for
 * each model as long as the view lives. The columns of decoder self-attention are
 * other tokens, so changing to or from it clears the selected column.
 */
void
heed_document_view_set_site (HeedDocumentView  *self,
                             HeedAttentionSite  site)
{
  gboolean keeps_columns;
  Said before;

  g_return_if_fail (HEED_IS_DOCUMENT_VIEW (self));
  g_return_if_fail (self->model_path != NULL);
  g_return_if_fail (site.layer >= 0 && site.layer < (int) self->ranges[site.kind].n_layers);

  before = get_said (self);
  keeps_columns =
    (site.kind == HEED_ATTENTION_DECODER_SELF) == (self->site.kind == HEED_ATTENTION_DECODER_SELF);
  if (!keeps_columns)
    self->column = -1;

  g_hash_table_insert (self->sites, g_strdup (self->model_path), copy_site (&site));
  take_site (self, site);
  notify_changes (self, before);
}

/**
 * heed_document_view_clamp_site:
 *
 * Returns: the nearest site that the model has
 */
HeedAttentionSite
heed_document_view_clamp_site (HeedDocumentView  *self,
                               HeedAttentionSite  site)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT_VIEW (self), site);

  return heed_site_ranges_clamp (self->ranges, site);
}

guint64
heed_document_view_get_heads (HeedDocumentView *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT_VIEW (self), 0);

  return self->heads;
}

static guint
count_heads (guint64 heads)
{
  guint n = 0;

  for (; heads != 0; heads &= heads - 1)
    n++;

  return n;
}

/* Returns the first of the heads; heads must not be 0. */
static int
find_head (guint64 heads)
{
  int head = 0;

  while ((heads >> head & 1) == 0)
    head++;

  return head;
}

/**
 * heed_document_view_set_heads:
 * @heads: bit h is head h of the displayed layer
 *
 * Displays their mean. A single head is displayed itself; all or none display the mean
 * of all heads.
 */
void
heed_document_view_set_heads (HeedDocumentView *self,
                              guint64           heads)
{
  HeedAttentionSite site;
  guint n_heads;

  g_return_if_fail (HEED_IS_DOCUMENT_VIEW (self));

  site = self->site;
  n_heads = self->ranges[site.kind].n_heads;
  if (n_heads < 64)
    heads &= (G_GUINT64_CONSTANT (1) << n_heads) - 1;

  site.head = count_heads (heads) == 1 ? find_head (heads) : HEED_HEAD_MEAN;
  if (site.head != self->site.head)
    heed_document_view_set_site (self, site);

  take_heads (self, count_heads (heads) > 1 && count_heads (heads) < n_heads ? heads : 0);
}

/* Returns the heads of the displayed layer that were chosen; 0 if all of them are displayed. */
static guint64
get_chosen (HeedDocumentView *self)
{
  return self->site.head >= 0 && self->site.head < 64
         ? G_GUINT64_CONSTANT (1) << self->site.head : self->heads;
}

/**
 * heed_document_view_toggle_head:
 * @site: one that the model has
 *
 * Adds that head to the mean of the chosen heads, or removes it. A head of another layer
 * is displayed alone; if no head is left, the mean of all is displayed.
 */
void
heed_document_view_toggle_head (HeedDocumentView  *self,
                                HeedAttentionSite  site)
{
  g_return_if_fail (HEED_IS_DOCUMENT_VIEW (self));

  if (site.kind != self->site.kind || site.layer != self->site.layer || site.head < 0 ||
      site.head >= 64)
    heed_document_view_set_site (self, site);
  else
    heed_document_view_set_heads (self,
                                  get_chosen (self) ^ (G_GUINT64_CONSTANT (1) << site.head));
}

/* --- Selection ----------------------------------------------------------- */

/**
 * heed_document_view_get_step:
 *
 * Returns: the selected step, or -1 if there is no step yet
 */
int
heed_document_view_get_step (HeedDocumentView *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT_VIEW (self), -1);

  return (int) MIN (self->step + 1, self->n_steps) - 1;
}

/**
 * heed_document_view_get_row:
 *
 * Returns: the selected row of the attention: a step, or in the encoder a source
 *   token; -1 if there is none yet
 */
int
heed_document_view_get_row (HeedDocumentView *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT_VIEW (self), -1);

  if (self->shown == HEED_ATTENTION_ENCODER_SELF)
    return (int) MIN (self->source + 1, self->n_source) - 1;

  return heed_document_view_get_step (self);
}

/**
 * heed_document_view_get_column:
 *
 * Returns: the selected column: a source token, or in decoder self-attention a token
 *   that was read; -1 if none is selected
 */
int
heed_document_view_get_column (HeedDocumentView *self)
{
  guint n_columns;

  g_return_val_if_fail (HEED_IS_DOCUMENT_VIEW (self), -1);

  n_columns = self->shown == HEED_ATTENTION_DECODER_SELF ? self->n_steps : self->n_source;

  return self->column < (int) n_columns ? self->column : -1;
}

/**
 * heed_document_view_select:
 * @step: an existing step, or -1 to leave it as it is
 * @column: a column of the attention, or -1 for none
 *
 * Selects one step and one column. If the step was not played yet, the translation is
 * played up to it.
 */
void
heed_document_view_select (HeedDocumentView *self,
                           int               step,
                           int               column)
{
  Said before;

  g_return_if_fail (HEED_IS_DOCUMENT_VIEW (self));
  g_return_if_fail (step >= -1 && column >= -1);

  before = get_said (self);
  if (step >= 0)
    self->step = (guint) step;
  self->column = column;

  if (self->n_played != HEED_PLAYED_ALL)
    self->n_played = MAX (self->n_played, self->step + 1);

  notify_changes (self, before);
}

/**
 * heed_document_view_select_cell:
 * @row: an existing row of the attention, or -1 to leave it as it is
 * @column: a column of it, or -1 for none
 *
 * Like heed_document_view_select(), but in the encoder rows are source tokens.
 */
void
heed_document_view_select_cell (HeedDocumentView *self,
                                int               row,
                                int               column)
{
  Said before;

  g_return_if_fail (HEED_IS_DOCUMENT_VIEW (self));
  g_return_if_fail (row >= -1 && column >= -1);

  if (self->shown != HEED_ATTENTION_ENCODER_SELF)
    {
      heed_document_view_select (self, row, column);
      return;
    }

  before = get_said (self);
  if (row >= 0)
    self->source = (guint) row;
  self->column = column;
  notify_changes (self, before);
}

/* --- Playback ------------------------------------------------------------ */

/**
 * heed_document_view_get_n_played:
 *
 * Returns: the number of steps that count as taken; %HEED_PLAYED_ALL unless the user
 *   steps through them
 */
guint
heed_document_view_get_n_played (HeedDocumentView *self)
{
  g_return_val_if_fail (HEED_IS_DOCUMENT_VIEW (self), 0);

  return self->n_played;
}

/**
 * heed_document_view_go_to:
 * @step: an existing step
 *
 * Shows the state, as a debugger does, in which this step was just taken and later ones
 * were not.
 */
void
heed_document_view_go_to (HeedDocumentView *self,
                          guint             step)
{
  Said before;

  g_return_if_fail (HEED_IS_DOCUMENT_VIEW (self));
  g_return_if_fail (step < self->n_steps);

  before = get_said (self);
  self->step = step;
  self->n_played = step + 1;
  notify_changes (self, before);
}

/**
 * heed_document_view_release:
 *
 * Displays all steps, including those still to be decoded.
 */
void
heed_document_view_release (HeedDocumentView *self)
{
  Said before;

  g_return_if_fail (HEED_IS_DOCUMENT_VIEW (self));

  before = get_said (self);
  self->n_played = HEED_PLAYED_ALL;
  notify_changes (self, before);
}

/**
 * heed_document_view_play_all:
 *
 * Selects the last step and displays all steps, including those still to be decoded.
 */
void
heed_document_view_play_all (HeedDocumentView *self)
{
  Said before;

  g_return_if_fail (HEED_IS_DOCUMENT_VIEW (self));

  before = get_said (self);
  self->step = MAX (self->n_steps, 1) - 1;
  self->n_played = HEED_PLAYED_ALL;
  notify_changes (self, before);
}

/* --- The object ---------------------------------------------------------- */

static void
heed_document_view_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  HeedDocumentView *self = HEED_DOCUMENT_VIEW (object);

  switch (property_id)
    {
    case PROP_SITE:
      g_value_set_boxed (value, &self->site);
      break;

    case PROP_HEADS:
      g_value_set_uint64 (value, self->heads);
      break;

    case PROP_STEP:
      g_value_set_int (value, heed_document_view_get_step (self));
      break;

    case PROP_ROW:
      g_value_set_int (value, heed_document_view_get_row (self));
      break;

    case PROP_COLUMN:
      g_value_set_int (value, heed_document_view_get_column (self));
      break;

    case PROP_N_PLAYED:
      g_value_set_uint (value, self->n_played);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_document_view_finalize (GObject *object)
{
  HeedDocumentView *self = HEED_DOCUMENT_VIEW (object);

  g_hash_table_unref (self->sites);
  g_free (self->model_path);

  G_OBJECT_CLASS (heed_document_view_parent_class)->finalize (object);
}

static void
heed_document_view_class_init (HeedDocumentViewClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = heed_document_view_finalize;
  object_class->get_property = heed_document_view_get_property;

  /**
   * HeedDocumentView:site:
   *
   * The chosen attention.
   */
  properties[PROP_SITE] = g_param_spec_boxed ("site", NULL, NULL, TYPE_SITE, flags);

  /**
   * HeedDocumentView:heads:
   *
   * The heads of a mean: bit h selects head h; 0 selects all heads.
   */
  properties[PROP_HEADS] =
    g_param_spec_uint64 ("heads", NULL, NULL, 0, G_MAXUINT64, 0, flags);

  /**
   * HeedDocumentView:step:
   *
   * The selected step; -1 if there is none yet.
   */
  properties[PROP_STEP] = g_param_spec_int ("step", NULL, NULL, -1, G_MAXINT, -1, flags);

  /**
   * HeedDocumentView:row:
   *
   * The selected row: a step, or in the encoder a source token; -1 if there is none
   * yet.
   */
  properties[PROP_ROW] = g_param_spec_int ("row", NULL, NULL, -1, G_MAXINT, -1, flags);

  /**
   * HeedDocumentView:column:
   *
   * The selected column; -1 if none is selected.
   */
  properties[PROP_COLUMN] = g_param_spec_int ("column", NULL, NULL, -1, G_MAXINT, -1, flags);

  /**
   * HeedDocumentView:n-played:
   *
   * The number of steps that count as taken; %HEED_PLAYED_ALL for all of them.
   */
  properties[PROP_N_PLAYED] =
    g_param_spec_uint ("n-played", NULL, NULL, 0, G_MAXUINT, HEED_PLAYED_ALL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
heed_document_view_init (HeedDocumentView *self)
{
  self->sites = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) free_site);
  self->site = (HeedAttentionSite) { HEED_ATTENTION_CROSS, 0, HEED_HEAD_MEAN };
  self->column = -1;
  self->n_played = HEED_PLAYED_ALL;
}

/**
 * heed_document_view_new:
 *
 * Returns: (transfer full): a view without a model or a sentence
 */
HeedDocumentView *
heed_document_view_new (void)
{
  return g_object_new (HEED_TYPE_DOCUMENT_VIEW, NULL);
}
