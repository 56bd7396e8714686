/* site-chooser.c — chooses the attention of a model that is shown
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Has up to three lists: kind, layer, head. A list with one entry offers no choice and is not
 * shown, so for a model with one attention the widget is empty. Lists are created only when they
 * are needed, since each takes a few ms. A button beside the heads opens a check button per head,
 * to choose several: all of them are the mean, one is that head.
 */

#include "ui/site-chooser.h"

#include <glib/gi18n.h>

#include "ui/wrap-layout.h"

#define SPACING_PX 6

/**
 * HeedSiteChooser:
 *
 * Chooses kind, layer and head of the attention that is shown.
 *
 * ## Keyboard
 *
 * Tab moves from list to list; each is a [class@Gtk.DropDown]. The check buttons behind the last
 * button are toggled with Space.
 *
 * ## CSS nodes
 *
 * One node named `sitechooser`.
 *
 * ## Accessibility
 *
 * A group; every list is labelled with what it chooses.
 */
struct _HeedSiteChooser
{
  GtkWidget          parent_instance;

  GtkWidget         *kinds;       /* NULL until there is something to choose */
  GtkWidget         *layers;
  GtkWidget         *head_list;

  HeedSiteRange      ranges[HEED_N_ATTENTION_KINDS];
  GtkWidget         *several;     /* menu button with a check button for each head */
  GtkWidget         *boxes;       /* NULL until the popover is first opened */

  HeedAttentionSite  site;
  guint64            heads;       /* heads of the mean, bit h for head h; 0: all */
  guint64            offered;     /* the mean chosen last, which stays in the list; 0: none */
  guint64            listed;      /* the value of offered when the list was filled */
  gboolean           offers_heads;
  guint              idle;        /* source id of a pending heads-chosen signal; 0: none */
  gboolean           is_filling;  /* the lists are being changed by the program */
};

enum {
  SIGNAL_SITE_CHOSEN,
  SIGNAL_HEADS_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedSiteChooser, heed_site_chooser, GTK_TYPE_WIDGET)

/* --- Kinds of attention --- */

/* The kind at a place of the list, which contains only the kinds that the model has. */
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

/* --- Several heads --- */

static guint
count_heads (HeedSiteChooser *self)
{
  return self->ranges[self->site.kind].n_heads;
}

static gboolean
is_chosen (HeedSiteChooser *self,
           guint            head)
{
  if (self->site.head != HEED_HEAD_MEAN)
    return self->site.head == (int) head;

  return self->heads == 0 || (head < 64 && (self->heads >> head & 1) != 0);
}

static void
box_toggled_cb (HeedSiteChooser *self)
{
  guint64 heads = 0;
  guint head = 0;

  if (self->is_filling)
    return;

  for (GtkWidget *box = gtk_widget_get_first_child (self->boxes); box != NULL;
       box = gtk_widget_get_next_sibling (box), head++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (box)) && head < 64)
      heads |= G_GUINT64_CONSTANT (1) << head;

  g_signal_emit (self, signals[SIGNAL_HEADS_CHOSEN], 0, heads);
}

static void
fill_boxes (HeedSiteChooser *self)
{
  guint n_boxes = 0;

  if (self->boxes == NULL)
    return;

  for (GtkWidget *box = gtk_widget_get_first_child (self->boxes); box != NULL;
       box = gtk_widget_get_next_sibling (box))
    n_boxes++;

  for (; n_boxes < count_heads (self); n_boxes++)
    {
      g_autofree char *title = heed_head_dup_title ((int) n_boxes);
      GtkWidget *box = gtk_check_button_new_with_label (title);

      g_signal_connect_object (box, "toggled", G_CALLBACK (box_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->boxes), box);
    }
  for (; n_boxes > count_heads (self); n_boxes--)
    gtk_box_remove (GTK_BOX (self->boxes), gtk_widget_get_last_child (self->boxes));

  n_boxes = 0;
  for (GtkWidget *box = gtk_widget_get_first_child (self->boxes); box != NULL;
       box = gtk_widget_get_next_sibling (box))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (box), is_chosen (self, n_boxes++));
}

/* Creates the check buttons when the popover is first opened. */
static void
create_boxes_cb (GtkMenuButton *button,
                 gpointer       user_data)
{
  HeedSiteChooser *self = user_data;
  GtkWidget *popover;

  if (self->boxes != NULL)
    return;

  self->boxes = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING_PX);
  popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (popover), self->boxes);
  gtk_menu_button_set_popover (button, popover);
  self->is_filling = TRUE;
  fill_boxes (self);
  self->is_filling = FALSE;
}

static GtkWidget *
add_several (HeedSiteChooser *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  const char *label = _("Choose several heads: their mean is shown");

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "object-select-symbolic");
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (button), GTK_ARROW_UP);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create_boxes_cb, self, NULL);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_parent (button, GTK_WIDGET (self));

  return button;
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
              _("Which attention: target to source, source to source, target to target"));
  self->layers = add_list (self, _("Layer"), _("Layers count from 1, nearest the input"));
  self->head_list = add_list (self, _("Head"), _("Heads count from 1"));
  self->several = add_several (self);
}

/* --- From the site to the lists --- */

/* The names depend only on how many there are, so a list that keeps its length is
 * left alone: it may be open. */
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

/* The mean of all heads comes first; the mean of some, if one was chosen, last. */
static void
fill_heads (HeedSiteChooser *self)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint n_heads = count_heads (self);
  gboolean is_of_some = self->heads != 0 && self->site.head == HEED_HEAD_MEAN;
  guint selected = is_of_some ? n_heads + 1 : (guint) (self->site.head + 1);

  if (n_heads > 1)
    g_ptr_array_add (names, heed_head_dup_title (HEED_HEAD_MEAN));
  for (guint head = 0; head < n_heads && n_heads > 1; head++)
    g_ptr_array_add (names, heed_head_dup_title ((int) head));

  if (self->offered != 0)
    g_ptr_array_add (names, heed_heads_dup_title (self->offered));

  /* A list of the same length has other names if other heads were chosen, so it is
   * reset here. This must not happen while the user chooses from it, because GTK 4.8
   * continues with the old model. */
  if (self->offered != self->listed)
    gtk_drop_down_set_model (GTK_DROP_DOWN (self->head_list), NULL);
  self->listed = self->offered;

  fill_list (self->head_list, names, n_heads > 1 ? selected : GTK_INVALID_LIST_POSITION);
  gtk_widget_set_visible (self->several, n_heads > 2 && self->offers_heads);
  fill_boxes (self);
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
  self->heads = 0;
  heed_site_chooser_set_site (self, site);
  g_signal_emit (self, signals[SIGNAL_SITE_CHOSEN], 0, (int) self->site.kind, self->site.layer,
                 self->site.head);
}

static gboolean
idle_cb (gpointer data)
{
  HeedSiteChooser *self = data;

  self->idle = 0;
  g_signal_emit (self, signals[SIGNAL_HEADS_CHOSEN], 0, self->offered);

  return G_SOURCE_REMOVE;
}

static void
selected_cb (HeedSiteChooser *self)
{
  guint place = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kinds));
  guint layer = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->layers));
  guint head = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->head_list));
  HeedAttentionSite site = self->site;

  if (self->is_filling)
    return;

  /* If only the kind or layer changed, the list of heads still shows the chosen heads. The
   * signal is deferred to an idle, because its handler sets the list again, which is not
   * allowed during notify::selected. */
  if (head == count_heads (self) + 1 && self->heads != self->offered)
    {
      if (self->idle == 0)
        self->idle = g_idle_add (idle_cb, self);
      return;
    }

  if (place != GTK_INVALID_LIST_POSITION)
    site.kind = get_kind_at (self, place);
  if (layer != GTK_INVALID_LIST_POSITION)
    site.layer = (int) layer;
  if (head != GTK_INVALID_LIST_POSITION && head <= count_heads (self))
    site.head = (int) head - 1;

  choose (self, site);
}

/* --- The object --- */

static void
heed_site_chooser_dispose (GObject *object)
{
  HeedSiteChooser *self = HEED_SITE_CHOOSER (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->kinds, gtk_widget_unparent);
  g_clear_pointer (&self->layers, gtk_widget_unparent);
  g_clear_pointer (&self->head_list, gtk_widget_unparent);
  g_clear_pointer (&self->several, gtk_widget_unparent);
  self->boxes = NULL;

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
   * The user chose another attention.
   */
  signals[SIGNAL_SITE_CHOSEN] =
    g_signal_new ("site-chosen", HEED_TYPE_SITE_CHOOSER, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_INT, G_TYPE_INT, G_TYPE_INT);

  /**
   * HeedSiteChooser::heads-chosen:
   * @heads: bit h is head h; 0: none
   *
   * The user chose the mean of several heads in the list, or toggled a check button.
   */
  signals[SIGNAL_HEADS_CHOSEN] =
    g_signal_new ("heads-chosen", HEED_TYPE_SITE_CHOOSER, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT64);

  gtk_widget_class_set_css_name (widget_class, "sitechooser");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heed_site_chooser_init (HeedSiteChooser *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), heed_wrap_layout_new (0, SPACING_PX));
  gtk_widget_add_css_class (GTK_WIDGET (self), "linked");
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
 * @ranges: (array fixed-size=3): the layers and heads of each #HeedAttentionKind
 *
 * The chosen site is kept as far as the model has it.
 */
void
heed_site_chooser_set_ranges (HeedSiteChooser     *self,
                              const HeedSiteRange *ranges)
{
  g_return_if_fail (HEED_IS_SITE_CHOOSER (self));
  g_return_if_fail (ranges != NULL);

  for (guint kind = 0; kind < HEED_N_ATTENTION_KINDS; kind++)
    self->ranges[kind] = ranges[kind];

  /* As many kinds as before may be different ones. */
  if (self->kinds != NULL)
    gtk_drop_down_set_model (GTK_DROP_DOWN (self->kinds), NULL);
  if (self->ranges[self->site.kind].n_layers == 0)
    self->site.kind = HEED_ATTENTION_CROSS;

  self->site = heed_site_ranges_clamp (self->ranges, self->site);
  self->heads = self->offered = 0;
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
 * @site: the site to show; clamped to the ranges
 */
void
heed_site_chooser_set_site (HeedSiteChooser   *self,
                            HeedAttentionSite  site)
{
  g_return_if_fail (HEED_IS_SITE_CHOOSER (self));
  g_return_if_fail (site.kind < HEED_N_ATTENTION_KINDS);

  if (self->ranges[site.kind].n_heads != count_heads (self))
    self->heads = self->offered = 0;
  self->site = heed_site_ranges_clamp (self->ranges, site);
  fill (self);
}

/**
 * heed_site_chooser_offer_heads:
 *
 * Lets the user choose several heads; #HeedSiteChooser::heads-chosen reports them.
 */
void
heed_site_chooser_offer_heads (HeedSiteChooser *self)
{
  g_return_if_fail (HEED_IS_SITE_CHOOSER (self));

  self->offers_heads = TRUE;
  fill (self);
}

/**
 * heed_site_chooser_set_heads:
 * @heads: bit h for head h, the heads whose mean is shown; 0: all
 */
void
heed_site_chooser_set_heads (HeedSiteChooser *self,
                             guint64          heads)
{
  g_return_if_fail (HEED_IS_SITE_CHOOSER (self));

  if (self->heads == heads)
    return;

  self->heads = heads;
  if (heads != 0)
    self->offered = heads;
  fill (self);
}
