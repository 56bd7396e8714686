/* compare-page.c — several translations side by side
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The comparison decides what is compared, and computes it; the page displays its sides
 * and applies a selection on one of them to all. Like the page Translate it updates its
 * widgets at most once per frame. While it is not visible, it pauses the comparison.
 */

#include "app/window/pages/compare/compare-page-private.h"

#include <glib/gi18n.h>

#include "app/window/desktop/settings.h"
#include "app/window/pages/compare/compare-layout.h"
#include "app/window/pages/compare/compare-link.h"
#include "app/window/pages/parts/entry-limit.h"
#include "app/window/pages/parts/source-entry.h"
#include "app/window/pages/parts/word-selection.h"
#include "app/window/pages/translate/translate-page.h"
#include "ui/wrap-layout.h"

#define TEMPLATE "/org/heed/Heed/app/window/pages/compare/compare-page.ui"

#define TOOL_SPACING_PX 8

static void implement_page (HeedPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HeedComparePage, heed_compare_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (HEED_TYPE_PAGE, implement_page))

/* NULL if nothing is displayed yet. */
static const HeedShownAttention *
get_shown (HeedComparePage *self,
           guint            side)
{
  return heed_compare_side_get_shown (heed_compare_page_get_side (self, side));
}

/* --- From the documents to the widgets ----------------------------------- */

static void
link_sides (HeedComparePage *self)
{
  HeedLinkedSide lead;

  self->lead = self->lead < heed_compare_page_get_n_sides (self) ? self->lead : 0;
  lead.document = heed_comparison_get_side (self->comparison, self->lead);
  lead.shown = get_shown (self, self->lead);
  if (lead.shown == NULL)
    return;

  for (guint i = 0; i < heed_compare_page_get_n_sides (self); i++)
    {
      HeedLinkedSide follower = { heed_comparison_get_side (self->comparison, i),
                                  get_shown (self, i) };

      if (i == self->lead || follower.shown == NULL)
        continue;

      g_signal_handlers_block_matched (heed_document_get_view (follower.document),
                                       G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
      heed_compare_link_follow (lead, follower);
      g_signal_handlers_unblock_matched (heed_document_get_view (follower.document),
                                         G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
    }
}

static void
show_texts (HeedComparePage *self)
{
  const HeedWordMap *targets[HEED_COMPARISON_MAX] = { NULL };
  guint n_sides = heed_compare_page_get_n_sides (self);

  for (guint i = 0; i < n_sides; i++)
    {
      const HeedShownAttention *shown = get_shown (self, i);

      targets[i] = shown != NULL ? shown->target : NULL;
    }

  for (guint i = 0; i < n_sides; i++)
    heed_compare_side_show_text (heed_compare_page_get_side (self, i), targets, n_sides);
}

static void
show_difference (HeedComparePage *self)
{
  HeedLinkedSide sides[HEED_COMPARISON_MAX];
  HeedDocumentView *view = heed_document_get_view (self->document);
  guint n_sides = heed_compare_page_get_n_sides (self);

  for (guint i = 0; i < n_sides; i++)
    sides[i] = (HeedLinkedSide) { heed_comparison_get_side (self->comparison, i),
                                  get_shown (self, i) };

  heed_difference_pane_show (self->pane, sides, n_sides);
  if (sides[0].shown != NULL)
    heed_difference_pane_select (
      self->pane, heed_word_map_find (sides[0].shown->rows, heed_document_view_get_row (view)),
      heed_word_map_find (sides[0].shown->columns, heed_document_view_get_column (view)));
}

static void
show_style (HeedComparePage *self)
{
  HeedHeatmapStyle style = heed_view_options_get_style (self->options);

  heed_color_legend_set_style (self->legend, &style);
  for (guint i = 0; i < heed_compare_page_get_n_sides (self); i++)
    {
      heed_compare_side_set_style (heed_compare_page_get_side (self, i), &style);
      heed_compare_side_set_points (heed_compare_page_get_side (self, i), self->is_presenting);
    }
}

/* Lets the transport control the longest translation, which the others follow. */
static void
choose_played (HeedComparePage *self)
{
  HeedDocument *longest = self->document;

  if (heed_transport_get_is_playing (self->transport))
    return;

  for (guint i = 1; i < heed_compare_page_get_n_sides (self); i++)
    {
      HeedDocument *side = heed_comparison_get_side (self->comparison, i);

      if (heed_document_get_n_steps (side) > heed_document_get_n_steps (longest))
        longest = side;
    }

  heed_transport_set_document (self->transport, longest);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  HeedComparePage *self = HEED_COMPARE_PAGE (widget);
  HeedShownAs units = heed_view_options_get_units (self->options);

  self->tick = 0;
  if (self->comparison == NULL)
    return G_SOURCE_REMOVE;

  for (guint i = 0; i < heed_compare_page_get_n_sides (self) && self->has_new_steps; i++)
    heed_compare_side_show_steps (heed_compare_page_get_side (self, i), units);

  if (self->has_new_steps)
    choose_played (self);

  self->has_new_steps = FALSE;
  link_sides (self);
  show_style (self);
  show_texts (self);
  if (gtk_widget_get_visible (GTK_WIDGET (self->pane)))
    show_difference (self);
  for (guint i = 0; i < heed_compare_page_get_n_sides (self); i++)
    {
      heed_compare_side_show_place (heed_compare_page_get_side (self, i));
      heed_compare_side_show_state (heed_compare_page_get_side (self, i), self->comparison);
    }

  return G_SOURCE_REMOVE;
}

static void
queue_refresh (HeedComparePage *self)
{
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

void
heed_compare_page_steps_changed (HeedComparePage *self)
{
  self->has_new_steps = TRUE;
  queue_refresh (self);
}

void
heed_compare_page_view_changed (HeedDocumentView *view,
                 GParamSpec       *pspec,
                 HeedComparePage  *self)
{
  for (guint i = 0; i < heed_compare_page_get_n_sides (self); i++)
    if (heed_document_get_view (heed_comparison_get_side (self->comparison, i)) == view)
      self->lead = i;

  queue_refresh (self);
}

static void
text_changed_cb (HeedComparePage *self)
{
  heed_source_entry_show (GTK_ENTRY (self->entry), heed_document_get_text (self->document));
}

static void
comparison_changed_cb (HeedComparePage *self)
{
  guint n_sides = heed_compare_page_get_n_sides (self);

  g_simple_action_set_enabled (self->add_action, n_sides < HEED_COMPARISON_MAX);
  g_simple_action_set_enabled (self->remove_action, n_sides > HEED_COMPARISON_MIN);
  heed_compare_page_show_sides (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    heed_compare_page_fill_sides (self);
}

/* --- From the widgets to the documents ----------------------------------- */

static void
entry_changed_cb (HeedComparePage *self)
{
  if (self->document != NULL)
    heed_document_set_text (self->document, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
entry_clear_cb (HeedComparePage      *self,
                GtkEntryIconPosition  position)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  heed_source_entry_focus (GTK_ENTRY (self->entry), FALSE);
}

static void
add_cb (HeedComparePage *self)
{
  heed_comparison_set_n_sides (self->comparison, heed_compare_page_get_n_sides (self) + 1);
}

static void
remove_last_cb (HeedComparePage *self)
{
  heed_comparison_set_n_sides (self->comparison, heed_compare_page_get_n_sides (self) - 1);
}

static void
show_pane (HeedComparePage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->pane),
                          heed_comparison_get_shows_difference (self->comparison));
  queue_refresh (self);
}

static void
difference_selected_cb (HeedComparePage *self,
                        int              row,
                        int              column)
{
  const HeedShownAttention *shown = get_shown (self, 0);

  if (shown != NULL)
    heed_word_selection_pick_cell (heed_document_get_view (self->document), shown, row, column);
}

static gboolean
let_go_of_column_cb (GtkWidget *widget,
                     GVariant  *arguments,
                     gpointer   user_data)
{
  HeedComparePage *self = HEED_COMPARE_PAGE (widget);
  HeedDocumentView *view;

  if (self->comparison == NULL)
    return GDK_EVENT_PROPAGATE;

  view = heed_document_get_view (heed_comparison_get_side (self->comparison, self->lead));
  if (heed_document_view_get_column (view) < 0)
    return GDK_EVENT_PROPAGATE;

  heed_document_view_select_cell (view, -1, -1);

  return GDK_EVENT_STOP;
}

/* --- The object ---------------------------------------------------------- */

static void
heed_compare_page_map (GtkWidget *widget)
{
  HeedComparePage *self = HEED_COMPARE_PAGE (widget);

  GTK_WIDGET_CLASS (heed_compare_page_parent_class)->map (widget);

  if (self->comparison == NULL)
    return;

  heed_compare_page_fill_sides (self);
  heed_comparison_set_active (self->comparison, TRUE);
}

static void
heed_compare_page_unmap (GtkWidget *widget)
{
  HeedComparePage *self = HEED_COMPARE_PAGE (widget);

  if (self->comparison != NULL)
    heed_comparison_set_active (self->comparison, FALSE);

  GTK_WIDGET_CLASS (heed_compare_page_parent_class)->unmap (widget);
}

static void set_document (HeedPage     *page,
                          HeedDocument *document);

static void
heed_compare_page_dispose (GObject *object)
{
  HeedComparePage *self = HEED_COMPARE_PAGE (object);
  GtkWidget *child;

  if (self->sides != NULL)
    set_document (HEED_PAGE (self), NULL);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);

  self->tick = 0;
  self->sides = NULL;
  g_clear_object (&self->options);
  g_clear_object (&self->heads);
  g_clear_object (&self->feet);
  g_clear_pointer (&self->library, heed_model_library_unref);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (heed_compare_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (HEED_TYPE_COLOR_LEGEND);
  g_type_ensure (HEED_TYPE_FORCE_ENTRY);
  g_type_ensure (HEED_TYPE_TRANSPORT);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HeedComparePage, entry);
  gtk_widget_class_bind_template_child (widget_class, HeedComparePage, tools);
  gtk_widget_class_bind_template_child (widget_class, HeedComparePage, legend);
  gtk_widget_class_bind_template_child (widget_class, HeedComparePage, sides);
  gtk_widget_class_bind_template_child (widget_class, HeedComparePage, footer);
  gtk_widget_class_bind_template_child (widget_class, HeedComparePage, transport);
  gtk_widget_class_bind_template_child (widget_class, HeedComparePage, force);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_clear_cb);
}

static void
heed_compare_page_class_init (HeedComparePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_compare_page_dispose;
  widget_class->map = heed_compare_page_map;
  widget_class->unmap = heed_compare_page_unmap;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "win.copy", "s",
                                       "cell");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_b, GDK_CONTROL_MASK, "compare.add",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_b, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "compare.remove-last", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, GDK_CONTROL_MASK,
                                       "compare.same-target", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK,
                                       "compare.difference", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, let_go_of_column_cb, NULL);

  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "comparepage");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
follow_options (HeedComparePage *self)
{
  g_autoptr(GSettings) settings = heed_settings_new ();

  self->options = heed_view_options_new (settings);
  g_signal_connect_object (self->options, "notify", G_CALLBACK (heed_compare_page_steps_changed),
                           self, G_CONNECT_SWAPPED);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "view",
                                  heed_view_options_get_actions (self->options));
}

/* Adds the difference after the sides, hidden at first. */
static void
add_pane (HeedComparePage *self)
{
  self->pane = HEED_DIFFERENCE_PANE (heed_difference_pane_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->pane), FALSE);
  heed_difference_pane_line_up (self->pane, self->heads, self->feet);
  g_signal_connect_object (self->pane, "cell-selected", G_CALLBACK (difference_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pane, "other-chosen", G_CALLBACK (queue_refresh), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->sides), GTK_WIDGET (self->pane));
}

static void
heed_compare_page_init (HeedComparePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->heads = gtk_size_group_new (GTK_SIZE_GROUP_VERTICAL);
  self->feet = gtk_size_group_new (GTK_SIZE_GROUP_VERTICAL);
  self->library = heed_model_library_new ();
  gtk_widget_set_layout_manager (self->tools,
                                 heed_wrap_layout_new (TOOL_SPACING_PX, TOOL_SPACING_PX));
  gtk_widget_set_layout_manager (self->sides, heed_compare_layout_new ());
  heed_entry_limit_install (GTK_EDITABLE (self->entry), HEED_TRANSLATE_PAGE_MAX_CHARS);
  add_pane (self);
  follow_options (self);
}

/**
 * heed_compare_page_new:
 *
 * Returns: (transfer full): a page without a document
 */
GtkWidget *
heed_compare_page_new (void)
{
  return g_object_new (HEED_TYPE_COMPARE_PAGE, NULL);
}

/**
 * heed_compare_page_get_comparison:
 *
 * Returns: (transfer none) (nullable): the comparison
 */
HeedComparison *
heed_compare_page_get_comparison (HeedComparePage *self)
{
  g_return_val_if_fail (HEED_IS_COMPARE_PAGE (self), NULL);

  return self->comparison;
}

/* --- As a page ----------------------------------------------------------- */

static void
add_actions (HeedComparePage *self)
{
  g_autoptr(GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr(GPropertyAction) by = g_property_action_new ("by", self->comparison, "by");
  g_autoptr(GPropertyAction) same =
    g_property_action_new ("same-target", self->comparison, "same-target");
  g_autoptr(GPropertyAction) difference =
    g_property_action_new ("difference", self->comparison, "difference");

  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (difference));
  self->add_action = g_simple_action_new ("add", NULL);
  self->remove_action = g_simple_action_new ("remove-last", NULL);
  g_signal_connect_object (self->add_action, "activate", G_CALLBACK (add_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->remove_action, "activate", G_CALLBACK (remove_last_cb), self,
                           G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (by));
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (same));
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (self->add_action));
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (self->remove_action));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "compare", G_ACTION_GROUP (actions));
}

static void
forget_document (HeedComparePage *self)
{
  HeedComparison *comparison = g_steal_pointer (&self->comparison);

  gtk_widget_insert_action_group (GTK_WIDGET (self), "compare", NULL);
  heed_transport_set_document (self->transport, NULL);
  heed_force_entry_set_document (self->force, NULL);
  heed_compare_page_show_sides (self);
  g_signal_handlers_disconnect_by_data (comparison, self);
  g_object_unref (comparison);
  g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->add_action);
  g_clear_object (&self->remove_action);
  g_clear_object (&self->document);
}

static void
take_document (HeedComparePage *self,
               HeedDocument    *document)
{
  self->document = g_object_ref (document);
  self->comparison = heed_comparison_new (document);
  add_actions (self);
  heed_transport_set_document (self->transport, document);
  heed_force_entry_set_document (self->force, document);
  g_signal_connect_object (document, "notify::text", G_CALLBACK (text_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->comparison, "changed", G_CALLBACK (comparison_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->comparison, "notify::difference", G_CALLBACK (show_pane), self,
                           G_CONNECT_SWAPPED);
  show_pane (self);
  text_changed_cb (self);
  comparison_changed_cb (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    heed_comparison_set_active (self->comparison, TRUE);
}

static void
set_document (HeedPage     *page,
              HeedDocument *document)
{
  HeedComparePage *self = HEED_COMPARE_PAGE (page);

  if (self->document == document)
    return;

  if (self->document != NULL)
    forget_document (self);
  if (document != NULL)
    take_document (self, document);
}

static void
focus (HeedPage *page,
       gboolean  select_all)
{
  heed_source_entry_focus (GTK_ENTRY (HEED_COMPARE_PAGE (page)->entry), select_all);
}

/* Opens a model dropped on a side for that side; elsewhere returns FALSE, and so the window opens
 * it. */
static gboolean
open_at (HeedPage   *page,
         const char *path,
         double      x,
         double      y)
{
  HeedComparePage *self = HEED_COMPARE_PAGE (page);
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (page), x, y, GTK_PICK_INSENSITIVE);

  for (guint i = 0; i < heed_compare_page_get_n_sides (self) && picked != NULL; i++)
    if (picked == GTK_WIDGET (heed_compare_page_get_side (self, i)) ||
        gtk_widget_is_ancestor (picked, GTK_WIDGET (heed_compare_page_get_side (self, i))))
      {
        heed_comparison_open (self->comparison, i, path);
        return TRUE;
      }

  return FALSE;
}

static void
set_presenting (HeedPage *page,
                gboolean  is_presenting)
{
  HeedComparePage *self = HEED_COMPARE_PAGE (page);

  self->is_presenting = is_presenting;
  gtk_widget_set_visible (self->tools, !is_presenting);
  gtk_widget_set_visible (GTK_WIDGET (self->force), !is_presenting);
  heed_transport_set_bare (self->transport, is_presenting);
  if (is_presenting)
    gtk_widget_remove_css_class (self->footer, "page-footer");
  else
    gtk_widget_add_css_class (self->footer, "page-footer");
  heed_view_options_set_presenting (self->options, is_presenting);
  queue_refresh (self);
}

static void
ignore (const HeedFigure *figure,
        gpointer          data)
{
}

static const HeedPageExport *
get_export (HeedPage *page)
{
  static const HeedPageExport sides = {
    N_("Export: Pictures of All Sides, Numbers of the Side Chosen Last"), "comparison.svg",
    N_("The attention could not be exported."),
  };

  return heed_compare_page_use_figure (page, ignore, NULL) ? &sides : NULL;
}

static HeedComparison *
get_comparison (HeedPage *page)
{
  return HEED_COMPARE_PAGE (page)->comparison;
}

static void
implement_page (HeedPageInterface *iface)
{
  iface->get_comparison = get_comparison;
  iface->use_figure = heed_compare_page_use_figure;
  iface->get_export = get_export;
  iface->set_presenting = set_presenting;
  iface->set_document = set_document;
  iface->focus = focus;
  iface->open_at = open_at;
}
