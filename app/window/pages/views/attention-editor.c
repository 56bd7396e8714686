/* attention-editor.c — turns edits of the heatmap into changes of the document
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An edit applies to the displayed attention: one head, or every head of the layer if
 * their mean is displayed; optionally to all layers and heads. A word of several subwords
 * is edited as one: in each of its rows, its columns together get the requested weight,
 * in their present proportions.
 */

#include "app/window/pages/views/attention-editor.h"

#include "ui/heatmap-edit.h"
#include "ui/token-label.h"

/* One key press multiplies or divides the scores by this. */
#define FACTOR     2.0f
#define MAX_FACTOR 64.0f

/* The tokens that a cell of the heatmap represents. */
typedef struct {
  guint  first_row;
  guint  end_row;
  guint  first_column;
  guint  end_column;
  char  *label;         /* of the columns */
} Cell;

/**
 * HeedAttentionEditor:
 *
 * Turns actions and edits of a heatmap's cells into changes of a document.
 *
 * ## Keyboard
 *
 * In the heatmap: Shift with Up and Down increases and decreases the selected cell; P
 * pins and unpins its row, S sharpens it, F flattens it, M silences the head.
 */
struct _HeedAttentionEditor
{
  GObject                   parent_instance;

  GSimpleActionGroup       *actions;
  HeedHeatmapEdit          *edit;
  HeedDocument             *document;     /* or NULL */
  const HeedShownAttention *shown;        /* or NULL */
  gboolean                  is_everywhere;

  Cell                      dragged;      /* without rows if no cell is dragged */
};

G_DEFINE_FINAL_TYPE (HeedAttentionEditor, heed_attention_editor, G_TYPE_OBJECT)

static HeedChangeList *
get_changes (HeedAttentionEditor *self)
{
  return heed_document_get_changes (self->document);
}

static const HeedTranslation *
get_translation (HeedAttentionEditor *self)
{
  return heed_document_get_translation (self->document);
}

static gboolean
can_edit (HeedAttentionEditor *self)
{
  return self->document != NULL && self->shown != NULL && self->shown->attention != NULL &&
         !heed_document_get_shows_before (self->document);
}

/* --- The edited place ---------------------------------------------------- */

/* HEED_HEAD_MEAN stands for every head, even if there is only one. */
static HeedAttentionSite
get_site (HeedAttentionEditor *self)
{
  HeedAttentionSite site = get_translation (self)->site;

  if (self->is_everywhere)
    return (HeedAttentionSite) { site.kind, HEED_EVERY_LAYER, HEED_HEAD_MEAN };

  return site;
}

/* Returns -1 if there is none. */
static int
get_row (HeedAttentionEditor *self)
{
  return heed_document_view_get_row (heed_document_get_view (self->document));
}

static HeedChange
make_change (HeedAttentionEditor *self,
             HeedChangeKind       kind,
             int                  position)
{
  return (HeedChange) { .kind = kind, .is_on = TRUE, .site = get_site (self),
                        .position = position, .factor = 1.0f };
}

static void
remove_same (HeedChangeList   *changes,
             const HeedChange *like)
{
  for (guint i = heed_change_list_get_n (changes); i-- > 0;)
    if (heed_change_is_of_same (heed_change_list_get (changes, i), like))
      heed_change_list_remove (changes, i);
}

/* --- Cells --------------------------------------------------------------- */

/* Distributes the weight of a word in one row over its columns. */
static GArray *
share_out (HeedAttentionEditor *self,
           guint                row,
           guint                first_column,
           guint                end_column,
           double               weight)
{
  GArray *cells = g_array_new (FALSE, FALSE, sizeof (HeedPin));
  guint n_keys = 0;
  const float *own = heed_translation_get_attention (get_translation (self), row, &n_keys);
  double sum = 0.0;

  end_column = MIN (end_column, n_keys);
  for (guint key = first_column; key < end_column; key++)
    sum += own[key];

  for (guint key = first_column; key < end_column; key++)
    {
      double share = sum > 0.0 ? own[key] / sum : 1.0 / (end_column - first_column);
      HeedPin cell = { get_site (self), row, key, (float) (weight * share) };

      g_array_append_val (cells, cell);
    }

  return cells;
}

/* Returns the sum of the cells: of their weights set before, else of the computed ones. */
static float
sum_shown (HeedAttentionEditor *self,
           const HeedChange    *before,
           GArray              *cells)
{
  guint n_keys = 0;
  guint row = g_array_index (cells, HeedPin, 0).position;
  const float *own = heed_translation_get_attention (get_translation (self), row, &n_keys);
  float sum = 0.0f;

  for (guint i = 0; i < cells->len; i++)
    {
      guint key = g_array_index (cells, HeedPin, i).key;
      float shown = own[key];

      for (guint j = 0; before != NULL && before->is_on && j < before->n_pins; j++)
        if (before->pins[j].key == key && !before->is_held)
          shown = before->pins[j].weight;

      sum += shown;
    }

  return sum;
}

static void
set_weight_in_row (HeedAttentionEditor *self,
                   const Cell          *cell,
                   guint                row,
                   double               weight)
{
  HeedChange like = make_change (self, HEED_CHANGE_ROW, (int) row);
  const HeedChange *before = heed_change_list_find (get_changes (self), &like);
  g_autoptr(GArray) cells = share_out (self, row, cell->first_column, cell->end_column, weight);

  if (cells->len > 0)
    heed_change_list_put (
      get_changes (self),
      heed_change_new_cells_set (before, (const HeedPin *) (gpointer) cells->data, cells->len,
                                 sum_shown (self, before, cells), cell->label));
}

/* Returns the present number of rows; the heatmap may still display more. */
static guint
count_rows (HeedAttentionEditor *self)
{
  const HeedTranslation *translation = get_translation (self);

  return translation->site.kind == HEED_ATTENTION_ENCODER_SELF
           ? heed_translation_get_n_source (translation)
           : translation->steps->len;
}

static gboolean
find_cell (HeedAttentionEditor *self,
           int                  row,
           int                  column,
           Cell                *cell)
{
  const HeedWordMap *rows, *columns;

  if (!can_edit (self))
    return FALSE;

  rows = self->shown->rows;
  columns = self->shown->columns;
  if (row < 0 || row >= (int) rows->n_words || column < 0 || column >= (int) columns->n_words)
    return FALSE;

  *cell = (Cell) { rows->starts[row], rows->starts[row + 1], columns->starts[column],
                   columns->starts[column + 1], heed_token_label_new (&columns->shown[column]) };

  return TRUE;
}

static void
set_weight_of_cell (HeedAttentionEditor *self,
                    const Cell          *cell,
                    double               weight)
{
  heed_change_list_begin (get_changes (self));
  for (guint row = cell->first_row; row < MIN (cell->end_row, count_rows (self)); row++)
    set_weight_in_row (self, cell, row, weight);
  heed_change_list_end (get_changes (self));
}

/**
 * heed_attention_editor_set_weight:
 * @row: a row of the heatmap
 * @column: a column of the heatmap
 * @weight: [0, 1]
 *
 * The other cells of the row keep their proportions.
 */
void
heed_attention_editor_set_weight (HeedAttentionEditor *self,
                                  int                  row,
                                  int                  column,
                                  double               weight)
{
  Cell cell;

  g_return_if_fail (HEED_IS_ATTENTION_EDITOR (self));

  if (self->dragged.end_row > 0)
    {
      if (can_edit (self))
        set_weight_of_cell (self, &self->dragged, weight);
    }
  else if (find_cell (self, row, column, &cell))
    {
      set_weight_of_cell (self, &cell, weight);
      g_free (cell.label);
    }
}

/* A drag is undone as one change, and applies to the tokens where it began, since the row may
 * become another word meanwhile. */
static void
begun_cb (HeedAttentionEditor *self,
          int                  row,
          int                  column)
{
  if (find_cell (self, row, column, &self->dragged))
    heed_change_list_begin (get_changes (self));
}

static void
ended_cb (HeedAttentionEditor *self)
{
  if (self->dragged.end_row > 0 && self->document != NULL)
    heed_change_list_end (get_changes (self));

  g_free (self->dragged.label);
  self->dragged = (Cell) { 0 };
}

/* --- Rows ---------------------------------------------------------------- */

/* Pins a row of one head to its present weights. */
static void
hold_site (HeedAttentionEditor *self,
           HeedAttentionSite    site,
           guint                row,
           GArray              *pins)
{
  const HeedTranslation *translation = get_translation (self);
  const float *weights;
  guint n_keys = 0;

  if (site.kind == HEED_ATTENTION_ENCODER_SELF)
    weights = heed_translation_get_attention (translation, row, &n_keys);
  else
    weights = heed_step_attention (heed_translation_get_step (translation, row), site, &n_keys);

  for (guint key = 0; key < n_keys; key++)
    {
      HeedPin pin = { site, row, key, weights[key] };

      g_array_append_val (pins, pin);
    }
}

/* Pins a row of every head to its own weights. For the encoder only the displayed weights are
 * known. */
static GArray *
hold_row (HeedAttentionEditor *self,
          guint                row)
{
  HeedModel *model = heed_document_get_model (self->document);
  HeedAttentionSite site = get_site (self);
  GArray *pins = g_array_new (FALSE, FALSE, sizeof (HeedPin));
  int n_layers = (int) heed_model_get_n_layers (model, site.kind);
  gboolean is_encoder = site.kind == HEED_ATTENTION_ENCODER_SELF;

  if (is_encoder)
    hold_site (self, get_translation (self)->site, row, pins);

  for (int layer = 0; layer < n_layers && !is_encoder; layer++)
    for (int head = 0; head < (int) heed_model_get_n_heads (model, site.kind, layer); head++)
      if ((site.layer == HEED_EVERY_LAYER || site.layer == layer) &&
          (site.head == HEED_HEAD_MEAN || site.head == head))
        hold_site (self, (HeedAttentionSite) { site.kind, layer, head }, row, pins);

  return pins;
}

static void
pin_row_cb (HeedAttentionEditor *self)
{
  int row = can_edit (self) ? get_row (self) : -1;
  HeedChange change;
  g_autoptr(GArray) pins = NULL;

  if (row < 0)
    return;

  change = make_change (self, HEED_CHANGE_ROW, row);
  if (heed_change_list_find (get_changes (self), &change) != NULL)
    {
      remove_same (get_changes (self), &change);
      return;
    }

  pins = hold_row (self, (guint) row);
  change.pins = (const HeedPin *) (gpointer) pins->data;
  change.n_pins = pins->len;
  change.is_held = TRUE;
  heed_change_list_put (get_changes (self), heed_change_new (&change));
}

/* Removes the change if sharpening and flattening cancel out. */
static void
temper (HeedAttentionEditor *self,
        int                  position,
        float                factor)
{
  HeedChange change = make_change (self, HEED_CHANGE_TEMPER, position);
  const HeedChange *before = heed_change_list_find (get_changes (self), &change);

  change.factor = CLAMP ((before != NULL ? before->factor : 1.0f) * factor, 1.0f / MAX_FACTOR,
                         MAX_FACTOR);
  if (change.factor == 1.0f)
    remove_same (get_changes (self), &change);
  else
    heed_change_list_put (get_changes (self), heed_change_new (&change));
}

static void
temper_row (HeedAttentionEditor *self,
            float                factor)
{
  if (can_edit (self) && get_row (self) >= 0)
    temper (self, get_row (self), factor);
}

static void
sharpen_row_cb (HeedAttentionEditor *self)
{
  temper_row (self, FACTOR);
}

static void
flatten_row_cb (HeedAttentionEditor *self)
{
  temper_row (self, 1.0f / FACTOR);
}

static void
sharpen_all_cb (HeedAttentionEditor *self)
{
  if (can_edit (self))
    temper (self, HEED_EVERY_ROW, FACTOR);
}

static void
flatten_all_cb (HeedAttentionEditor *self)
{
  if (can_edit (self))
    temper (self, HEED_EVERY_ROW, 1.0f / FACTOR);
}

static void
silence_cb (HeedAttentionEditor *self)
{
  HeedChange change;

  if (!can_edit (self))
    return;

  change = make_change (self, HEED_CHANGE_SILENCED, 0);
  if (heed_change_list_find (get_changes (self), &change) != NULL)
    remove_same (get_changes (self), &change);
  else
    heed_change_list_put (get_changes (self), heed_change_new (&change));
}

static void
everywhere_cb (HeedAttentionEditor *self,
               GVariant            *parameter,
               GSimpleAction       *action)
{
  self->is_everywhere = !self->is_everywhere;
  g_simple_action_set_state (action, g_variant_new_boolean (self->is_everywhere));
}

/* --- Actions and keys ---------------------------------------------------- */

typedef struct {
  const char *name;
  GCallback   callback;
  guint       keyval;    /* in the heatmap; 0 if none */
} Action;

static const Action list[] = {
  { "pin-row", G_CALLBACK (pin_row_cb), GDK_KEY_p },
  { "sharpen-row", G_CALLBACK (sharpen_row_cb), GDK_KEY_s },
  { "flatten-row", G_CALLBACK (flatten_row_cb), GDK_KEY_f },
  { "sharpen-all", G_CALLBACK (sharpen_all_cb), 0 },
  { "flatten-all", G_CALLBACK (flatten_all_cb), 0 },
  { "silence", G_CALLBACK (silence_cb), GDK_KEY_m },
};

static void
enable_actions (HeedAttentionEditor *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (list); i++)
    g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), list[i].name)),
      can_edit (self));
}

static void
add_actions (HeedAttentionEditor *self)
{
  g_autoptr(GSimpleAction) everywhere =
    g_simple_action_new_stateful ("everywhere", NULL, g_variant_new_boolean (FALSE));

  for (guint i = 0; i < G_N_ELEMENTS (list); i++)
    {
      g_autoptr(GSimpleAction) action = g_simple_action_new (list[i].name, NULL);

      g_signal_connect_object (action, "activate", list[i].callback, self, G_CONNECT_SWAPPED);
      g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
    }

  g_signal_connect_object (everywhere, "activate", G_CALLBACK (everywhere_cb), self,
                           G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (everywhere));
}

static void
add_keys (GtkWidget *heatmap)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (list); i++)
    if (list[i].keyval != 0)
      {
        g_autofree char *name = g_strconcat ("attention.", list[i].name, NULL);

        gtk_shortcut_controller_add_shortcut (
          GTK_SHORTCUT_CONTROLLER (controller),
          gtk_shortcut_new (gtk_keyval_trigger_new (list[i].keyval, 0),
                            gtk_named_action_new (name)));
      }

  gtk_widget_add_controller (heatmap, controller);
}

/* --- The object ---------------------------------------------------------- */

static void
heed_attention_editor_finalize (GObject *object)
{
  HeedAttentionEditor *self = HEED_ATTENTION_EDITOR (object);

  g_object_unref (self->actions);
  g_clear_object (&self->edit);
  g_clear_object (&self->document);
  g_free (self->dragged.label);

  G_OBJECT_CLASS (heed_attention_editor_parent_class)->finalize (object);
}

static void
heed_attention_editor_class_init (HeedAttentionEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heed_attention_editor_finalize;
}

static void
heed_attention_editor_init (HeedAttentionEditor *self)
{
  self->actions = g_simple_action_group_new ();
  add_actions (self);
  enable_actions (self);
}

/**
 * heed_attention_editor_new:
 * @heatmap: the heatmap whose cells are dragged
 *
 * Returns: (transfer full): an editor connected to @heatmap, which holds no reference
 *   to it
 */
HeedAttentionEditor *
heed_attention_editor_new (HeedHeatmap *heatmap)
{
  HeedAttentionEditor *self = g_object_new (HEED_TYPE_ATTENTION_EDITOR, NULL);

  self->edit = heed_heatmap_edit_new (heed_heatmap_get_view (heatmap), GTK_WIDGET (heatmap));
  g_signal_connect_object (self->edit, "begun", G_CALLBACK (begun_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->edit, "weight-set", G_CALLBACK (heed_attention_editor_set_weight),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->edit, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
  add_keys (GTK_WIDGET (heatmap));

  return self;
}

/**
 * heed_attention_editor_get_actions:
 *
 * Returns: (transfer none): "pin-row", "sharpen-row" and the like
 */
GActionGroup *
heed_attention_editor_get_actions (HeedAttentionEditor *self)
{
  g_return_val_if_fail (HEED_IS_ATTENTION_EDITOR (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

void
heed_attention_editor_set_document (HeedAttentionEditor *self,
                                    HeedDocument        *document)
{
  g_return_if_fail (HEED_IS_ATTENTION_EDITOR (self));

  ended_cb (self);
  g_set_object (&self->document, document);
  self->shown = NULL;
  enable_actions (self);
}

void
heed_attention_editor_set_shown (HeedAttentionEditor      *self,
                                 const HeedShownAttention *shown)
{
  g_return_if_fail (HEED_IS_ATTENTION_EDITOR (self));

  self->shown = shown;
  enable_actions (self);
}
