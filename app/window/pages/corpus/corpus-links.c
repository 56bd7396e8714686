/* corpus-links.c — controls for the link settings of a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/corpus/corpus-links.h"

#include <glib/gi18n.h>

#include "app/core/corpus/corpus-dumped.h"
#include "app/window/pages/corpus/corpus-reverse-bar.h"
#include "app/window/pages/corpus/corpus-titles.h"
#include "app/window/pages/parts/tooltip.h"
#include "ui/wrap-layout.h"

#define GAP_PX 8

static const char symmetrise_help[] = N_("How the links of this model are combined with those of a "
                                         "reverse model");
static const char no_model_help[] = N_("The attention was read from a file, so there is no model "
                                       "whose links a reverse model could complement");

/**
 * HeedCorpusLinks:
 *
 * Options for reading links: the attention, the rule and its share, the shift of the rows,
 * whether the end of the source is kept, whether words or their pieces are linked, and how
 * the links are symmetrised with those of a model of the other direction.
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
  GtkWidget         parent_instance;

  GtkWidget        *heading;
  GtkWidget        *choices;
  GtkWidget        *site;
  GtkWidget        *rule;
  GtkWidget        *share;
  GtkWidget        *shift;
  GtkWidget        *units;
  GtkWidget        *symmetrise;
  GtkWidget        *end;
  GtkWidget        *reverse;

  GArray           *sites;       /* of HeedAttentionSite, in the order of the list */
  HeedLinkSettings *several;     /* a set of heads, shown as the last item; NULL if there is none */
  gboolean          is_showing;
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedCorpusLinks, heed_corpus_links, GTK_TYPE_WIDGET)

/* --- The chosen settings ------------------------------------------------- */

/* Returns 0 for one direction only; otherwise the method plus 1. */
static guint
get_symmetrisation (HeedCorpusLinks *self)
{
  return gtk_drop_down_get_selected (GTK_DROP_DOWN (self->symmetrise));
}

static void
changed_cb (HeedCorpusLinks *self)
{
  guint rule = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->rule));

  gtk_widget_set_visible (self->share, rule != HEED_LINK_ARGMAX);
  if (self->is_showing)
    return;

  if (get_symmetrisation (self) > 0)
    heed_corpus_reverse_bar_suggest (HEED_CORPUS_REVERSE_BAR (self->reverse));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
list_sites (HeedCorpusLinks *self,
            HeedModel       *model)
{
  g_autoptr(GArray) heads = model != NULL ? heed_link_settings_list_heads (model)
                                          : heed_corpus_dumped_list_heads ();

  g_array_set_size (self->sites, 0);
  for (guint i = 0; i < heads->len; i++)
    {
      HeedAttentionSite head = g_array_index (heads, HeedAttentionSite, i);
      const HeedAttentionSite mean = { head.kind, head.layer, HEED_HEAD_MEAN };

      if (head.head == 0 && model != NULL &&
          heed_model_get_n_heads (model, head.kind, head.layer) > 1)
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
        heed_corpus_titles_new_site (model, &g_array_index (self->sites,
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
find_site (HeedCorpusLinks        *self,
           const HeedLinkSettings *settings)
{
  const HeedAttentionSite *site = &g_array_index (settings->sites, HeedAttentionSite, 0);

  for (guint i = 0; settings->sites->len == 1 && i < self->sites->len; i++)
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
  g_clear_pointer (&self->reverse, gtk_widget_unparent);

  G_OBJECT_CLASS (heed_corpus_links_parent_class)->dispose (object);
}

static void
heed_corpus_links_finalize (GObject *object)
{
  HeedCorpusLinks *self = HEED_CORPUS_LINKS (object);

  g_array_unref (self->sites);
  g_clear_pointer (&self->several, heed_link_settings_free);

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
   * Emitted when the user chose another option.
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
  gtk_widget_set_tooltip_text (self->share, _("The share of the attention that a source word needs "
                                              "to be linked"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->share), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Share"), -1);
  gtk_box_append (GTK_BOX (self->choices), self->share);
  g_signal_connect_object (self->share, "value-changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
add_end (HeedCorpusLinks *self)
{
  self->end = gtk_check_button_new_with_label (_("End kept"));
  gtk_widget_set_tooltip_text (self->end,
                               _("The end token competes with the words: a target word that "
                                 "attends mostly to it is linked to nothing"));
  gtk_box_append (GTK_BOX (self->choices), self->end);
  g_signal_connect_object (self->end, "toggled", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
add_symmetrisations (HeedCorpusLinks *self)
{
  const char *titles[HEED_N_SYMMETRISATIONS + 2] = { _("one way") };

  for (guint i = 0; i < HEED_N_SYMMETRISATIONS; i++)
    titles[i + 1] = heed_symmetrisation_get_name ((HeedSymmetrisation) i);

  self->symmetrise = add_list (self, titles, _("Both directions"),
                               _(symmetrise_help));
}

static void
add_lists (HeedCorpusLinks *self)
{
  const char *const units[] = { _("whole words"), _("pieces"), NULL };
  const char *const none[] = { NULL };
  const char *const rules[] = { _("argmax"), _("at least"), _("at least, of the most"), NULL };
  const char *const shifts[] = { _("token emitted"), _("token read"), NULL };

  self->site = add_list (self, none, _("Attention"), _("Which attention links are read from"));
  self->rule = add_list (self, rules, _("Rule"),
                         _("Argmax links a target word to the source word with the largest weight. "
                           "The others link it to every source word above a share of the "
                           "attention, or above a share of the largest weight"));
  add_share (self);
  self->shift = add_list (self, shifts, _("Step"),
                          _("Whether a row belongs to the token its step emits, or to the one it "
                            "reads: some attention comes a step late"));
  self->units = add_list (self, units, _("Units"),
                          _("Apply the rule to whole words, or to pieces, linking words if any of "
                            "their pieces are linked"));
  add_end (self);
  add_symmetrisations (self);
}

static void
heed_corpus_links_init (HeedCorpusLinks *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), GAP_PX / 2);
  self->sites = g_array_new (FALSE, FALSE, sizeof (HeedAttentionSite));
  self->heading = gtk_label_new (_("How links are read"));
  gtk_label_set_xalign (GTK_LABEL (self->heading), 0.0f);
  gtk_widget_add_css_class (self->heading, "muted");
  gtk_widget_set_parent (self->heading, GTK_WIDGET (self));

  self->choices = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->choices, heed_wrap_layout_new (GAP_PX, GAP_PX));
  gtk_widget_set_parent (self->choices, GTK_WIDGET (self));
  self->reverse = heed_corpus_reverse_bar_new ();
  gtk_widget_set_parent (self->reverse, GTK_WIDGET (self));
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
heed_corpus_links_show (HeedCorpusLinks        *self,
                        HeedModel              *model,
                        const HeedLinkSettings *settings)
{
  g_return_if_fail (HEED_IS_CORPUS_LINKS (self));

  if (settings->sites->len == 0)
    return;

  self->is_showing = TRUE;
  heed_tooltip_set (self->symmetrise, model != NULL ? _(symmetrise_help) : _(no_model_help));
  gtk_widget_set_sensitive (self->symmetrise, model != NULL);
  g_clear_pointer (&self->several, heed_link_settings_free);
  if (settings->sites->len > 1)
    self->several = heed_link_settings_copy (settings);
  list_sites (self, model);
  offer_sites (self, model);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->site), find_site (self, settings));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->rule), settings->links.rule);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->share), settings->links.share);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->shift), settings->links.shift);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->units), settings->by_piece ? 1 : 0);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->end), settings->keeps_end);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->symmetrise),
                              settings->is_symmetrised ? settings->symmetrisation + 1 : 0);
  self->is_showing = FALSE;
}

HeedLinkSettings *
heed_corpus_links_dup_settings (HeedCorpusLinks *self)
{
  HeedLinkSettings *settings;
  guint selected;

  g_return_val_if_fail (HEED_IS_CORPUS_LINKS (self), NULL);

  if (self->sites->len == 0)
    return NULL;

  selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->site));
  settings = g_new0 (HeedLinkSettings, 1);
  settings->sites = self->several != NULL && selected >= self->sites->len
               ? g_array_copy (self->several->sites)
               : g_array_new (FALSE, FALSE, sizeof (HeedAttentionSite));
  if (settings->sites->len == 0)
    g_array_append_val (settings->sites, g_array_index (self->sites, HeedAttentionSite,
                                                        MIN (selected, self->sites->len - 1)));

  settings->links = (HeedLinkOptions) {
    .rule = (HeedLinkRule) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->rule)),
    .share = gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->share)),
    .shift = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->shift)),
  };
  settings->by_piece = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->units)) == 1;
  settings->keeps_end = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->end));
  settings->is_symmetrised = get_symmetrisation (self) > 0;
  settings->symmetrisation = (HeedSymmetrisation) (MAX (get_symmetrisation (self), 1) - 1);

  return settings;
}

void
heed_corpus_links_set_message (HeedCorpusLinks *self,
                               const char      *message)
{
  g_return_if_fail (HEED_IS_CORPUS_LINKS (self));

  heed_tooltip_set (self->heading, message);
}

void
heed_corpus_links_append (HeedCorpusLinks *self,
                          GtkWidget       *widget)
{
  g_return_if_fail (HEED_IS_CORPUS_LINKS (self));

  gtk_box_append (GTK_BOX (self->choices), widget);
}

void
heed_corpus_links_set_corpus (HeedCorpusLinks *self,
                              HeedCorpus      *corpus)
{
  g_return_if_fail (HEED_IS_CORPUS_LINKS (self));

  heed_corpus_reverse_bar_set_corpus (HEED_CORPUS_REVERSE_BAR (self->reverse), corpus);
}
