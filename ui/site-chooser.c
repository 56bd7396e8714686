/* site-chooser.c — which attention of a model is looked at
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Up to three lists: kind, layer, head. A list with one entry is no choice and
 * is not shown, so a model with one attention shows nothing here, and no list is
 * made before it is needed: each takes a few ms. Layers and heads count from 0,
 * as in heed-cli.
 */

#include "ui/site-chooser.h"

#include <glib/gi18n.h>

#define SPACING_PX 6

/**
 * HeedSiteChooser:
 *
 * Kind, layer and head of the attention that is shown.
 *
 * ## Keyboard
 *
 * Tab goes from list to list; each is a [class@Gtk.DropDown].
 *
 * ## CSS nodes
 *
 * One node named `sitechooser`.
 *
 * ## Accessibility
 *
 * A group; every list says what it chooses.
 */
struct _HeedSiteChooser
{
  GtkWidget          parent_instance;

  GtkWidget         *kinds;       /* NULL until there was something to choose */
  GtkWidget         *layers;
  GtkWidget         *heads;

  HeedSiteRange      ranges[HEED_N_ATTENTION_KINDS];
  HeedAttentionSite  site;
  gboolean           is_filling;  /* the lists change, but not because of the person */
};

enum {
  SIGNAL_SITE_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedSiteChooser, heed_site_chooser, GTK_TYPE_WIDGET)

/* --- What can be chosen --- */

/* The kind that stands at a place of the list, which has only those there are. */
static HeedAttentionKind
get_kind_at (HeedSiteChooser *self,
             guint            place)
{
  for (guint kind = 0; kind < HEED_N_ATTENTION_KINDS; kind++)
    if (self->ranges[kind].n_layers > 0 && place-- == 0)
      return (HeedAttentionKind) kind;

  return HEED_ATTENTION_CROSS;
}

static guint
find_kind (HeedSiteChooser   *self,
           HeedAttentionKind  kind)
{
  guint place = 0;

  for (guint before = 0; before < (guint) kind; before++)
    place += self->ranges[before].n_layers > 0 ? 1 : 0;

  return place;
}

/* --- The lists --- */

static void selected_cb (HeedSiteChooser *self);

static GtkWidget *
add_list (HeedSiteChooser *self,
          const char      *label,
          const char      *tooltip)
{
  GtkWidget *list = gtk_drop_down_new (NULL, NULL);

  gtk_widget_set_parent (list, GTK_WIDGET (self));
  gtk_widget_set_tooltip_text (list, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (list, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);

  return list;
}

static void
make_lists (HeedSiteChooser *self)
{
  if (self->kinds != NULL)
    return;

  self->kinds =
    add_list (self, _("Attention"),
              _("Who looks at whom: target at source, source at source, target at target"));
  self->layers = add_list (self, _("Layer"), _("Layers count from 0, nearest the input"));
  self->heads = add_list (self, _("Head"), _("Heads count from 0"));
}

/* --- From the site to the lists --- */

/* Names follow from how many there are, so that a list of the same length is
 * left as it is: it may be open. */
static void
fill_list (GtkWidget *list,
           GPtrArray *names,
           guint      selected)
{
  GListModel *before = gtk_drop_down_get_model (GTK_DROP_DOWN (list));

  gtk_widget_set_visible (list, names->len > 1);

  if (before == NULL || g_list_model_get_n_items (before) != names->len)
    {
      g_autoptr(GtkStringList) strings = NULL;

      g_ptr_array_add (names, NULL);
      strings = gtk_string_list_new ((const char *const *) names->pdata);
      gtk_drop_down_set_model (GTK_DROP_DOWN (list), G_LIST_MODEL (strings));
    }

  gtk_drop_down_set_selected (GTK_DROP_DOWN (list), selected);
}

static void
fill_kinds (HeedSiteChooser *self)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint kind = 0; kind < HEED_N_ATTENTION_KINDS; kind++)
    if (self->ranges[kind].n_layers > 0)
      g_ptr_array_add (names, g_strdup (heed_attention_kind_get_title ((HeedAttentionKind) kind)));

  fill_list (self->kinds, names, find_kind (self, self->site.kind));
}

static void
fill_layers (HeedSiteChooser *self)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint layer = 0; layer < self->ranges[self->site.kind].n_layers; layer++)
    g_ptr_array_add (names, heed_layer_dup_title ((int) layer));

  fill_list (self->layers, names, (guint) self->site.layer);
}

/* Their mean first, where there are several. */
static void
fill_heads (HeedSiteChooser *self)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint n_heads = self->ranges[self->site.kind].n_heads;

  if (n_heads > 1)
    g_ptr_array_add (names, heed_head_dup_title (HEED_HEAD_MEAN));
  for (guint head = 0; head < n_heads && n_heads > 1; head++)
    g_ptr_array_add (names, heed_head_dup_title ((int) head));

  fill_list (self->heads, names,
             n_heads > 1 ? (guint) (self->site.head + 1) : GTK_INVALID_LIST_POSITION);
}

static void
fill (HeedSiteChooser *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), heed_site_ranges_have_choice (self->ranges));

  if (self->kinds == NULL && !heed_site_ranges_have_choice (self->ranges))
    return;

  self->is_filling = TRUE;
  make_lists (self);
  fill_kinds (self);
  fill_layers (self);
  fill_heads (self);
  self->is_filling = FALSE;
}

/* --- From the lists to the site --- */

static void
choose (HeedSiteChooser   *self,
        HeedAttentionSite  site)
{
  heed_site_chooser_set_site (self, site);
  g_signal_emit (self, signals[SIGNAL_SITE_CHOSEN], 0, (int) self->site.kind, self->site.layer,
                 self->site.head);
}

static void
selected_cb (HeedSiteChooser *self)
{
  guint place = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kinds));
  guint layer = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->layers));
  guint head = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->heads));
  HeedAttentionSite site = self->site;

  if (self->is_filling)
    return;

  if (place != GTK_INVALID_LIST_POSITION)
    site.kind = get_kind_at (self, place);
  if (layer != GTK_INVALID_LIST_POSITION)
    site.layer = (int) layer;
  if (head != GTK_INVALID_LIST_POSITION)
    site.head = (int) head - 1;

  choose (self, site);
}

/* --- The object --- */

static void
heed_site_chooser_dispose (GObject *object)
{
  HeedSiteChooser *self = HEED_SITE_CHOOSER (object);

  g_clear_pointer (&self->kinds, gtk_widget_unparent);
  g_clear_pointer (&self->layers, gtk_widget_unparent);
  g_clear_pointer (&self->heads, gtk_widget_unparent);

  G_OBJECT_CLASS (heed_site_chooser_parent_class)->dispose (object);
}

static void
heed_site_chooser_class_init (HeedSiteChooserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_site_chooser_dispose;

  /**
   * HeedSiteChooser::site-chosen:
   * @kind: a #HeedAttentionKind
   * @layer: from 0
   * @head: from 0, or %HEED_HEAD_MEAN
   *
   * The person chose another attention.
   */
  signals[SIGNAL_SITE_CHOSEN] =
    g_signal_new ("site-chosen", HEED_TYPE_SITE_CHOOSER, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_INT, G_TYPE_INT, G_TYPE_INT);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "sitechooser");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heed_site_chooser_init (HeedSiteChooser *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), SPACING_PX);
  self->site.head = HEED_HEAD_MEAN;
  fill (self);
}

GtkWidget *
heed_site_chooser_new (void)
{
  return g_object_new (HEED_TYPE_SITE_CHOOSER, NULL);
}

/**
 * heed_site_chooser_set_ranges:
 * @ranges: (array fixed-size=3): what there is of each #HeedAttentionKind
 *
 * What was chosen stays, as far as the model has it.
 */
void
heed_site_chooser_set_ranges (HeedSiteChooser     *self,
                              const HeedSiteRange *ranges)
{
  g_return_if_fail (HEED_IS_SITE_CHOOSER (self));
  g_return_if_fail (ranges != NULL);

  for (guint kind = 0; kind < HEED_N_ATTENTION_KINDS; kind++)
    self->ranges[kind] = ranges[kind];

  /* The same number of kinds may be other ones. */
  if (self->kinds != NULL)
    gtk_drop_down_set_model (GTK_DROP_DOWN (self->kinds), NULL);
  if (self->ranges[self->site.kind].n_layers == 0)
    self->site.kind = HEED_ATTENTION_CROSS;

  self->site = heed_site_ranges_clamp (self->ranges, self->site);
  fill (self);
}

HeedAttentionSite
heed_site_chooser_get_site (HeedSiteChooser *self)
{
  g_return_val_if_fail (HEED_IS_SITE_CHOOSER (self), ((HeedAttentionSite) { 0 }));

  return self->site;
}

/**
 * heed_site_chooser_set_site:
 * @site: one of the ranges; what lies outside them becomes the nearest inside
 */
void
heed_site_chooser_set_site (HeedSiteChooser   *self,
                            HeedAttentionSite  site)
{
  g_return_if_fail (HEED_IS_SITE_CHOOSER (self));
  g_return_if_fail (site.kind < HEED_N_ATTENTION_KINDS);

  self->site = heed_site_ranges_clamp (self->ranges, site);
  fill (self);
}
