/* corpus-links.c — how links are read from an attention, to be chosen
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/corpus-links.h"

#include <glib/gi18n.h>

#include "app/window/pages/tooltip.h"
#include "ui/number-format.h"
#include "ui/site-ranges.h"
#include "ui/wrap-layout.h"

#define GAP_PX 8

/**
 * HeedCorpusLinks:
 *
 * Which attention, which rule with which share, which step a row is about.
 *
 * ## CSS nodes
 *
 * One node named `corpuslinks`.
 *
 * ## Accessibility
 *
 * A group, labelled; so is each list.
 */
struct _HeedCorpusLinks
{
  GtkWidget      parent_instance;

  GtkWidget     *heading;
  GtkWidget     *choices;
  GtkWidget     *site;
  GtkWidget     *rule;
  GtkWidget     *share;
  GtkWidget     *shift;

  GArray        *sites;       /* of HeedAttentionSite, as the list has them */
  HeedCorpusWay *several;     /* the item behind them: a set of heads; NULL: there is none */
  gboolean       is_showing;
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedCorpusLinks, heed_corpus_links, GTK_TYPE_WIDGET)

/* --- What is called how -------------------------------------------------- */

char *
heed_corpus_links_dup_site_title (HeedModel               *model,
                                  const HeedAttentionSite *site)
{
  guint n_layers = heed_model_get_n_layers (model, HEED_ATTENTION_CROSS);
  g_autofree char *layer = heed_layer_dup_title (site->layer);
  g_autofree char *head = heed_head_dup_title (site->head);
  gboolean has_heads = heed_model_get_n_heads (model, HEED_ATTENTION_CROSS, site->layer) > 1;

  if (n_layers > 1 && has_heads)
    return g_strdup_printf ("%s · %s", layer, head);
  if (n_layers > 1)
    return g_steal_pointer (&layer);

  return has_heads ? g_steal_pointer (&head) : g_strdup (_("The attention"));
}

char *
heed_corpus_links_dup_rule_title (const HeedLinkOptions *links)
{
  g_autofree char *share = heed_number_format_score (links->share);

  switch (links->rule)
    {
    case HEED_LINK_ARGMAX:
      return g_strdup (_("argmax"));
    case HEED_LINK_THRESHOLD:
      /* Translators: of a weight */
      return g_strdup_printf (_("at least %s"), share);
    case HEED_LINK_RELATIVE:
      return g_strdup_printf (_("at least %s of the most"), share);
    }

  g_return_val_if_reached (NULL);
}

/* --- What is chosen ------------------------------------------------------ */

static void
changed_cb (HeedCorpusLinks *self)
{
  guint rule = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->rule));

  gtk_widget_set_visible (self->share, rule != HEED_LINK_ARGMAX);
  if (!self->is_showing)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
list_sites (HeedCorpusLinks *self,
            HeedModel       *model)
{
  g_autoptr(GArray) heads = heed_corpus_way_list_heads (model);

  g_array_set_size (self->sites, 0);
  for (guint i = 0; i < heads->len; i++)
    {
      HeedAttentionSite head = g_array_index (heads, HeedAttentionSite, i);
      const HeedAttentionSite mean = { head.kind, head.layer, HEED_HEAD_MEAN };

      if (head.head == 0 && heed_model_get_n_heads (model, head.kind, head.layer) > 1)
        g_array_append_val (self->sites, mean);
      g_array_append_val (self->sites, head);
    }
}

static void
offer_sites (HeedCorpusLinks *self,
             HeedModel       *model)
{
  g_autoptr(GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->sites->len; i++)
    {
      g_autofree char *title =
        heed_corpus_links_dup_site_title (model, &g_array_index (self->sites,
                                                                 HeedAttentionSite, i));

      gtk_string_list_append (titles, title);
    }

  if (self->several != NULL)
    {
      guint n = self->several->sites->len;
      g_autofree char *title =
        g_strdup_printf (ngettext ("A set of %u head", "A set of %u heads", n), n);

      gtk_string_list_append (titles, title);
    }

  gtk_drop_down_set_model (GTK_DROP_DOWN (self->site), G_LIST_MODEL (titles));
  gtk_widget_set_visible (self->site, self->sites->len > 1);
}

static guint
find_site (HeedCorpusLinks     *self,
           const HeedCorpusWay *way)
{
  const HeedAttentionSite *site = &g_array_index (way->sites, HeedAttentionSite, 0);

  for (guint i = 0; way->sites->len == 1 && i < self->sites->len; i++)
    {
      const HeedAttentionSite *one = &g_array_index (self->sites, HeedAttentionSite, i);

      if (one->layer == site->layer && one->head == site->head)
        return i;
    }

  return self->sites->len;
}

/* --- The object ---------------------------------------------------------- */

static void
heed_corpus_links_dispose (GObject *object)
{
  HeedCorpusLinks *self = HEED_CORPUS_LINKS (object);

  g_clear_pointer (&self->heading, gtk_widget_unparent);
  g_clear_pointer (&self->choices, gtk_widget_unparent);

  G_OBJECT_CLASS (heed_corpus_links_parent_class)->dispose (object);
}

static void
heed_corpus_links_finalize (GObject *object)
{
  HeedCorpusLinks *self = HEED_CORPUS_LINKS (object);

  g_array_unref (self->sites);
  g_clear_pointer (&self->several, heed_corpus_way_free);

  G_OBJECT_CLASS (heed_corpus_links_parent_class)->finalize (object);
}

static void
heed_corpus_links_class_init (HeedCorpusLinksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_corpus_links_dispose;
  object_class->finalize = heed_corpus_links_finalize;

  /**
   * HeedCorpusLinks::changed:
   *
   * A person chose something else.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", HEED_TYPE_CORPUS_LINKS, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "corpuslinks");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static GtkWidget *
add_list (HeedCorpusLinks   *self,
          const char *const *titles,
          const char        *name,
          const char        *help)
{
  GtkWidget *list = gtk_drop_down_new_from_strings (titles);

  gtk_widget_add_css_class (list, "compact");
  gtk_widget_set_tooltip_text (list, help);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (self->choices), list);
  g_signal_connect_object (list, "notify::selected", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);

  return list;
}

static void
add_share (HeedCorpusLinks *self)
{
  self->share = gtk_spin_button_new_with_range (0.05, 1.0, 0.05);
  gtk_widget_add_css_class (self->share, "compact");
  gtk_widget_set_tooltip_text (self->share, _("The share that a source word needs to be linked"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->share), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Share"), -1);
  gtk_box_append (GTK_BOX (self->choices), self->share);
  g_signal_connect_object (self->share, "value-changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
add_lists (HeedCorpusLinks *self)
{
  const char *const none[] = { NULL };
  const char *const rules[] = { _("argmax"), _("at least"), _("at least, of the most"), NULL };
  const char *const shifts[] = { _("token emitted"), _("token read"), NULL };

  self->site = add_list (self, none, _("Attention"), _("Which attention links are read from"));
  self->rule = add_list (self, rules, _("Rule"),
                         _("Argmax: a target word is linked to the source word that gets most. "
                           "Else to all that get a share of the attention, or of what the most "
                           "has"));
  add_share (self);
  self->shift = add_list (self, shifts, _("Step"),
                          _("A row is about the token that its step emits, or about the one that "
                            "it reads: some attentions come a step late"));
}

static void
heed_corpus_links_init (HeedCorpusLinks *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), GAP_PX);
  self->sites = g_array_new (FALSE, FALSE, sizeof (HeedAttentionSite));
  self->heading = gtk_label_new (_("How links are read"));
  gtk_label_set_xalign (GTK_LABEL (self->heading), 0.0f);
  gtk_widget_add_css_class (self->heading, "muted");
  gtk_widget_set_parent (self->heading, GTK_WIDGET (self));

  self->choices = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->choices, heed_wrap_layout_new (GAP_PX, GAP_PX));
  gtk_widget_set_parent (self->choices, GTK_WIDGET (self));
  self->is_showing = TRUE;
  add_lists (self);
  changed_cb (self);
  self->is_showing = FALSE;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("How links are read"), -1);
}

GtkWidget *
heed_corpus_links_new (void)
{
  return g_object_new (HEED_TYPE_CORPUS_LINKS, NULL);
}

void
heed_corpus_links_show (HeedCorpusLinks     *self,
                        HeedModel           *model,
                        const HeedCorpusWay *way)
{
  g_return_if_fail (HEED_IS_CORPUS_LINKS (self));

  if (way->sites->len == 0)
    return;

  self->is_showing = TRUE;
  g_clear_pointer (&self->several, heed_corpus_way_free);
  if (way->sites->len > 1)
    self->several = heed_corpus_way_copy (way);
  list_sites (self, model);
  offer_sites (self, model);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->site), find_site (self, way));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->rule), way->links.rule);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->share), way->links.share);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->shift), way->links.shift);
  self->is_showing = FALSE;
}

HeedCorpusWay *
heed_corpus_links_dup_way (HeedCorpusLinks *self)
{
  HeedCorpusWay *way;
  guint selected;

  g_return_val_if_fail (HEED_IS_CORPUS_LINKS (self), NULL);

  if (self->sites->len == 0)
    return NULL;

  selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->site));
  way = g_new0 (HeedCorpusWay, 1);
  way->sites = self->several != NULL && selected >= self->sites->len
               ? g_array_copy (self->several->sites)
               : g_array_new (FALSE, FALSE, sizeof (HeedAttentionSite));
  if (way->sites->len == 0)
    g_array_append_val (way->sites, g_array_index (self->sites, HeedAttentionSite,
                                                   MIN (selected, self->sites->len - 1)));

  way->links = (HeedLinkOptions) {
    .rule = (HeedLinkRule) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->rule)),
    .share = gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->share)),
    .shift = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->shift)),
  };

  return way;
}

void
heed_corpus_links_say (HeedCorpusLinks *self,
                       const char      *words)
{
  g_return_if_fail (HEED_IS_CORPUS_LINKS (self));

  heed_tooltip_set (self->heading, words);
}

void
heed_corpus_links_append (HeedCorpusLinks *self,
                          GtkWidget       *widget)
{
  g_return_if_fail (HEED_IS_CORPUS_LINKS (self));

  gtk_box_append (GTK_BOX (self->choices), widget);
}
