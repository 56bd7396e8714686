/* beam-pane.c — the hypotheses of a beam, and the tree that they grew from
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The whole page displays the hypothesis selected in the list or the tree: its tokens,
 * its attention, its arithmetic. Activating it adds a change that forces its tokens;
 * decoding continues from there.
 */

#include "app/window/pages/views/beam-pane.h"

#include <glib/gi18n.h>

#include "app/window/document/document-decoding.h"
#include "ui/beam-tree.h"
#include "ui/number-format.h"

#define LIST_PX 108

/**
 * HeedBeamPane:
 *
 * The n-best list above, the tree below.
 *
 * ## CSS nodes
 *
 * One node named `beampane`.
 */
struct _HeedBeamPane
{
  GtkWidget         parent_instance;

  GtkWidget        *list;
  HeedBeamTreeView *tree;
  GtkWidget        *hint;
  GPtrArray        *ends;           /* of HeedBeamNode, one per line of the list */

  HeedDocument     *document;
  gboolean          is_refreshing;  /* the widgets are being updated from the document */
};

G_DEFINE_FINAL_TYPE (HeedBeamPane, heed_beam_pane, GTK_TYPE_WIDGET)

/* --- Hypotheses ---------------------------------------------------------- */

static void
add_ends (GPtrArray          *ends,
          const HeedBeamNode *node,
          HeedBeamFate        fate)
{
  if (node->first_child == NULL && node->fate == fate && node->step != NULL)
    g_ptr_array_add (ends, (gpointer) node);

  for (const HeedBeamNode *child = node->first_child; child != NULL; child = child->next_sibling)
    add_ends (ends, child, fate);
}

static int
compare_ends (gconstpointer a,
              gconstpointer b)
{
  const HeedBeamNode *one = *(const HeedBeamNode *const *) a;
  const HeedBeamNode *other = *(const HeedBeamNode *const *) b;

  return one->score > other->score ? -1 : one->score < other->score;
}

GPtrArray *
heed_beam_pane_list_ends (HeedBeamTree *tree)
{
  GPtrArray *ends = g_ptr_array_new ();

  add_ends (ends, tree->root, HEED_BEAM_FINISHED);

  /* No hypothesis ended: use those that were cut off. */
  if (ends->len == 0)
    add_ends (ends, tree->root, HEED_BEAM_KEPT);

  g_ptr_array_sort (ends, compare_ends);

  return ends;
}

/* Returns all tokens of a hypothesis, including those before the beam. */
static char *
read_hypothesis (HeedBeamPane       *self,
                 const HeedBeamNode *end)
{
  const HeedTranslation *translation = heed_document_get_translation (self->document);
  guint n_ids = end->step->position + 1;
  g_autofree guint32 *ids = g_new0 (guint32, n_ids);

  for (guint t = 0; t < MIN (n_ids, translation->steps->len); t++)
    ids[t] = heed_translation_get_step (translation, t)->token.id;
  for (const HeedBeamNode *node = end; node->step != NULL; node = node->parent)
    ids[node->step->position] = node->token.id;

  return heed_model_decode_target (heed_document_get_model (self->document), ids, n_ids);
}

/* --- From the document --------------------------------------------------- */

static void
add_line (HeedBeamPane       *self,
          guint               rank,
          const HeedBeamNode *end)
{
  g_autofree char *text = read_hypothesis (self, end);
  g_autofree char *score = heed_number_format_log_prob (end->score);
  /* Translators: a rank, a score, and a translation */
  g_autofree char *words = g_strdup_printf (_("%u.  %s  %s"), rank, score, text);
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, words);
  gtk_list_box_append (GTK_LIST_BOX (self->list), label);
}

static void
fill (HeedBeamPane *self,
      HeedBeamTree *tree)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);

  g_clear_pointer (&self->ends, g_ptr_array_unref);
  heed_beam_tree_view_set_tree (self->tree, tree);
  if (tree == NULL)
    return;

  self->ends = heed_beam_pane_list_ends (tree);
  for (guint i = 0; i < self->ends->len; i++)
    add_line (self, i + 1, g_ptr_array_index (self->ends, i));
}

static void
show_branch (HeedBeamPane *self)
{
  const HeedBeamNode *branch = heed_document_get_branch (self->document);
  guint i;

  if (branch == NULL && self->ends != NULL && self->ends->len > 0)
    branch = g_ptr_array_index (self->ends, 0);

  heed_beam_tree_view_select (self->tree, branch);
  if (self->ends != NULL && g_ptr_array_find (self->ends, branch, &i))
    gtk_list_box_select_row (GTK_LIST_BOX (self->list),
                             gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), (int) i));
  else
    gtk_list_box_unselect_all (GTK_LIST_BOX (self->list));
}

/* The tree of the translation without changes can be read only. It stays sensitive, since it would
 * lose the focus, and with it the release of the key that shows it. */
static void
show_use (HeedBeamPane *self)
{
  gtk_label_set_text (
    GTK_LABEL (self->hint),
    heed_document_can_branch (self->document)
      ? _("Arrow keys walk the tree. Return takes a branch: its tokens are forced, and the rest is "
          "decoded from there. Dashed branches were pruned.")
      : _("This is the tree before the changes. Switch Before off to take a branch."));
}

static void build (HeedBeamPane *self);

/* Without a beam there has never been anything to show: a window opens without it. */
static void
refresh (HeedBeamPane *self)
{
  HeedBeamTree *tree = heed_document_get_translation (self->document)->tree;

  if (self->tree == NULL && tree == NULL)
    return;

  if (self->tree == NULL)
    build (self);

  self->is_refreshing = TRUE;
  if (tree != heed_beam_tree_view_get_tree (self->tree))
    fill (self, tree);
  show_branch (self);
  show_use (self);
  self->is_refreshing = FALSE;
}

/* --- To the document ----------------------------------------------------- */

/* Displays the hypothesis, or keeps the displayed one selected. */
static void
select_branch (HeedBeamPane       *self,
               const HeedBeamNode *node)
{
  if (heed_document_can_branch (self->document))
    heed_document_show_branch (self->document, node);
  else
    refresh (self);
}

static void
row_selected_cb (HeedBeamPane  *self,
                 GtkListBoxRow *row)
{
  if (!self->is_refreshing && row != NULL)
    select_branch (self,
                   g_ptr_array_index (self->ends, (guint) gtk_list_box_row_get_index (row)));
}

static void
row_activated_cb (HeedBeamPane  *self,
                  GtkListBoxRow *row)
{
  heed_document_take_branch (
    self->document, g_ptr_array_index (self->ends, (guint) gtk_list_box_row_get_index (row)));
}

static void
node_selected_cb (HeedBeamPane       *self,
                  const HeedBeamNode *node)
{
  select_branch (self, node);
}

static void
node_activated_cb (HeedBeamPane       *self,
                   const HeedBeamNode *node)
{
  heed_document_take_branch (self->document, node);
}

/* --- The object ---------------------------------------------------------- */

static void
heed_beam_pane_dispose (GObject *object)
{
  HeedBeamPane *self = HEED_BEAM_PANE (object);
  GtkWidget *child;

  heed_beam_pane_set_document (self, NULL);
  g_clear_pointer (&self->ends, g_ptr_array_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (heed_beam_pane_parent_class)->dispose (object);
}

static void
heed_beam_pane_class_init (HeedBeamPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_beam_pane_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "beampane");
}

static void
add_list (HeedBeamPane *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list = gtk_list_box_new ();
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (self->list), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Hypotheses, the best first"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), LIST_PX);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (row_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
}

static void
add_tree (HeedBeamPane *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->tree = HEED_BEAM_TREE_VIEW (heed_beam_tree_view_new ());
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->tree));
  gtk_widget_set_vexpand (scrolled, TRUE);
  /* The tree scrolls to its nodes itself; the viewport must not scroll to the tree as a whole. */
  gtk_viewport_set_scroll_to_focus (
    GTK_VIEWPORT (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scrolled))), FALSE);
  g_signal_connect_object (self->tree, "node-selected", G_CALLBACK (node_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tree, "node-activated", G_CALLBACK (node_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
}

static void
add_hint (HeedBeamPane *self)
{
  self->hint = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->hint), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->hint), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->hint), 0.0f);
  gtk_widget_add_css_class (self->hint, "muted");
  gtk_widget_set_parent (self->hint, GTK_WIDGET (self));
}

static void
build (HeedBeamPane *self)
{
  add_list (self);
  add_tree (self);
  add_hint (self);
}

static void
heed_beam_pane_init (HeedBeamPane *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
}

GtkWidget *
heed_beam_pane_new (void)
{
  return g_object_new (HEED_TYPE_BEAM_PANE, NULL);
}

void
heed_beam_pane_set_document (HeedBeamPane *self,
                             HeedDocument *document)
{
  g_return_if_fail (HEED_IS_BEAM_PANE (self));
  g_return_if_fail (document == NULL || HEED_IS_DOCUMENT (document));

  if (self->document == document)
    return;

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);

  g_set_object (&self->document, document);
  if (document != NULL)
    {
      g_signal_connect_object (document, "steps-changed", G_CALLBACK (refresh), self,
                               G_CONNECT_SWAPPED);
      refresh (self);
    }
}
