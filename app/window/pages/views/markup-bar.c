/* markup-bar.c — markup of source words, projected to the translation by attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * As programs that translate pages do: attention and a rule decide which words of the translation
 * get a tag. Tags that are split, truncated or lost are reported, and the cells that caused it are
 * marked.
 */

#include "app/window/pages/views/markup-bar.h"

#include <glib/gi18n.h>

#include "app/core/markup/markup-letters.h"
#include "ui/token-label.h"
#include "ui/wrap-layout.h"

#define TEMPLATE   "/org/heed/Heed/app/window/pages/views/markup-bar.ui"
#define SPACING_PX 8

/**
 * HeedMarkupBar:
 *
 * Source and translation with their markup, and a report on the result.
 *
 * ## Keyboard
 *
 * B sets the words selected in the heatmap in bold, K makes them a link; pressed again, each
 * removes the mark.
 *
 * ## CSS nodes
 *
 * One node named `markupbar`.
 *
 * ## Accessibility
 *
 * A group of labels; the result of the markup is described in words.
 */
struct _HeedMarkupBar
{
  GtkWidget           parent_instance;

  GMenuModel         *menu;
  GtkWidget          *source;
  GtkWidget          *target;
  GtkWidget          *close;
  GtkWidget          *findings;

  GSimpleActionGroup *actions;
  HeedHeatmap        *heatmap;        /* NULL until installed */
  GArray             *marks;          /* of HeedMarkupMark, as they were made */
  HeedMarkupLetters  *letters;        /* of the tokens that they were made for; NULL: not known */
  GArray             *moved;          /* of HeedMarkupMark, on the displayed tokens */
  char               *text;           /* the sentence of the marks */
  HeedMarkupRule      rule;
  const HeedShownAttention *shown;    /* of the selected columns; NULL if they are no source */
};

static guint signal_changed;

G_DEFINE_FINAL_TYPE (HeedMarkupBar, heed_markup_bar, GTK_TYPE_WIDGET)

static const HeedMarkupMark *
get_marks (HeedMarkupBar *self)
{
  return (const HeedMarkupMark *) (gpointer) self->moved->data;
}

/* Sets the marks, which were made for these tokens; NULL if that is not known yet. */
static void
take_marks (HeedMarkupBar     *self,
            GArray            *marks,
            HeedMarkupLetters *letters)
{
  g_array_ref (marks);
  g_array_unref (self->marks);
  self->marks = g_array_copy (marks);
  g_array_unref (self->moved);
  self->moved = g_array_copy (marks);
  g_array_unref (marks);
  g_clear_pointer (&self->letters, heed_markup_letters_free);
  self->letters = letters;
}

static void
forget_marks (HeedMarkupBar *self)
{
  g_autoptr(GArray) none = g_array_new (FALSE, TRUE, sizeof (HeedMarkupMark));

  take_marks (self, none, NULL);
}

/* Puts the marks on the displayed tokens, which may be those of another model. */
static void
move_marks (HeedMarkupBar     *self,
            HeedDocument      *document,
            const HeedWordMap *shown)
{
  g_autoptr(HeedMarkupLetters) letters =
    heed_markup_letters_new (shown->tokens, shown->n_tokens);

  if (self->letters != NULL)
    {
      g_array_unref (self->moved);
      self->moved = heed_markup_letters_move (self->letters, letters, self->marks);
    }
  else if (heed_document_get_state (document) == HEED_DOCUMENT_FINISHED)
    {
      self->letters = g_steal_pointer (&letters);
    }
}

/* --- Findings ----------------------------------------------------------------------- */

/* Returns the words of a mark: "cup of". */
static char *
dup_words (const HeedWordMap    *source,
           const HeedMarkupMark *mark)
{
  GString *words = g_string_new (NULL);

  for (guint i = mark->tokens.first; i < MIN (mark->tokens.end, source->n_tokens); i++)
    {
      g_autofree char *label = heed_token_label_new (&source->tokens[i]);

      if (words->len > 0 && source->tokens[i].starts_word)
        g_string_append_c (words, ' ');
      g_string_append (words, label);
    }

  return g_string_free (words, FALSE);
}

static char *
dup_finding (const HeedMarkupPart *part,
             const char           *words)
{
  switch (part->fate)
    {
    case HEED_MARKUP_LOST:
      /* Translators: marked words of the source */
      return g_strdup_printf (_("“%s” is lost: no word of the translation looks at it most."),
                              words);

    case HEED_MARKUP_SPLIT:
      /* Translators: marked words of the source, and into how many parts */
      return g_strdup_printf (_("“%s” is split into %u parts."), words, part->ranges->len);

    case HEED_MARKUP_EMPTY:
      /* Translators: marked words of the source */
      return g_strdup_printf (_("“%s” is around no word."), words);

    case HEED_MARKUP_CARRIED:
      break;
    }

  if (!part->is_cut)
    return NULL;

  /* Translators: marked words of the source */
  return g_strdup_printf (_("“%s” cuts a word of the translation in two."), words);
}

static void
show_findings (HeedMarkupBar          *self,
               const HeedMarkupTokens *tokens)
{
  g_autoptr(GString) all = g_string_new (NULL);

  for (guint i = 0; i < tokens->parts->len; i++)
    {
      const HeedMarkupPart *part = &g_array_index (tokens->parts, HeedMarkupPart, i);
      g_autofree char *words = dup_words (tokens->source, &get_marks (self)[i]);
      g_autofree char *finding = dup_finding (part, words);

      if (finding != NULL)
        g_string_append_printf (all, "%s%s", all->len > 0 ? " " : "", finding);
    }

  gtk_widget_set_visible (self->findings, all->len > 0);
  gtk_label_set_text (GTK_LABEL (self->findings), all->str);
  gtk_widget_set_tooltip_text (self->findings, all->str);
}

/* Returns the range of displayed words that contains a unit. */
static HeedMarkupRange
find_places (const HeedWordMap *units,
             const HeedWordMap *shown,
             guint              unit)
{
  return (HeedMarkupRange) { shown->words[units->starts[unit]],
                             shown->words[units->starts[unit + 1] - 1] + 1 };
}

static void
mark_cells (const HeedMarkupTokens   *tokens,
            const HeedShownAttention *shown,
            HeedHeatmapNotes         *notes)
{
  g_autoptr(GArray) marks = g_array_new (FALSE, FALSE, sizeof (HeedLinkMark));

  if (notes->n_links > 0)
    g_array_append_vals (marks, notes->links, notes->n_links);

  for (guint i = 0; i < tokens->parts->len; i++)
    {
      GArray *links = g_array_index (tokens->parts, HeedMarkupPart, i).links;

      for (guint j = 0; j < links->len; j++)
        {
          const HeedLink *link = &g_array_index (links, HeedLink, j);
          HeedMarkupRange rows = find_places (tokens->target, shown->rows, link->target);
          HeedMarkupRange columns = find_places (tokens->source, shown->columns, link->source);
          HeedLinkMark mark = { rows.first, rows.end - rows.first, columns.first,
                                columns.end - columns.first, HEED_GOLD_NONE,
                                HEED_OUTCOME_CARRIES };

          g_array_append_val (marks, mark);
        }
    }

  g_free (notes->links);
  notes->n_links = marks->len;
  notes->links = (HeedLinkMark *) (gpointer) g_array_free (g_steal_pointer (&marks), FALSE);
}

static void
show_texts (HeedMarkupBar          *self,
            const HeedMarkupTokens *tokens)
{
  g_autofree char *source =
    heed_markup_tokens_dup_source (tokens, get_marks (self), self->moved->len);
  g_autofree char *target =
    heed_markup_tokens_dup_target (tokens, get_marks (self), self->moved->len);

  gtk_label_set_markup (GTK_LABEL (self->source), source);
  gtk_label_set_markup (GTK_LABEL (self->target), target);
}

static gboolean
has_source_columns (HeedDocument *document)
{
  return heed_document_get_translation (document)->site.kind != HEED_ATTENTION_DECODER_SELF;
}

static gboolean
has_cross_attention (HeedDocument             *document,
                     const HeedShownAttention *shown)
{
  return heed_document_get_translation (document)->site.kind == HEED_ATTENTION_CROSS &&
         shown->tokens != NULL && shown->tokens->n_rows == shown->rows->n_tokens &&
         shown->tokens->n_columns == shown->columns->n_tokens;
}

/* Removes marks of another sentence. Returns whether there are marks and cross-attention. */
static gboolean
can_show (HeedMarkupBar            *self,
          HeedDocument             *document,
          const HeedShownAttention *shown)
{
  if (self->text == NULL || !g_str_equal (self->text, heed_document_get_text (document)))
    forget_marks (self);

  if (self->marks->len == 0 || !has_cross_attention (document, shown))
    return FALSE;

  move_marks (self, document, shown->columns);

  return self->moved->len > 0;
}

static void
enable_clear (HeedMarkupBar *self)
{
  GAction *clear = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "clear");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (clear), self->marks->len > 0);
}

void
heed_markup_bar_show (HeedMarkupBar            *self,
                      HeedDocument             *document,
                      const HeedShownAttention *shown,
                      HeedHeatmapNotes         *notes)
{
  g_autoptr(HeedMarkupTokens) tokens = NULL;
  HeedMarkupPair pair;
  gboolean is_shown;

  g_return_if_fail (HEED_IS_MARKUP_BAR (self));
  g_return_if_fail (HEED_IS_DOCUMENT (document));

  self->shown = has_source_columns (document) ? shown : NULL;
  is_shown = can_show (self, document, shown);
  g_free (self->text);
  self->text = g_strdup (heed_document_get_text (document));
  gtk_widget_set_visible (GTK_WIDGET (self), is_shown);
  enable_clear (self);
  if (!is_shown)
    return;

  pair = (HeedMarkupPair) { shown->columns->tokens, shown->columns->n_tokens, shown->rows->tokens,
                            shown->rows->n_tokens, shown->tokens };
  tokens = heed_markup_tokens_carry (&pair, get_marks (self), self->moved->len, self->rule);
  show_texts (self, tokens);
  show_findings (self, tokens);
  mark_cells (tokens, shown, notes);
}

/* --- Marking ------------------------------------------------------------------------ */

/* Adds the mark, or removes it if it exists. */
static void
toggle_mark (GArray         *marks,
             HeedMarkupMark  mark)
{
  for (guint i = 0; i < marks->len; i++)
    {
      const HeedMarkupMark *other = &g_array_index (marks, HeedMarkupMark, i);

      if (other->tokens.first == mark.tokens.first && other->tokens.end == mark.tokens.end &&
          other->is_link == mark.is_link)
        {
          g_array_remove_index (marks, i);
          return;
        }
    }

  g_array_append_val (marks, mark);
}

/* Adjacent columns form one mark. */
static void
toggle_columns (HeedMarkupBar *self,
                const guint   *columns,
                guint          n_columns,
                gboolean       is_link)
{
  const HeedWordMap *shown = self->shown->columns;
  const guint *starts = shown->starts;
  guint first = 0;

  for (guint i = 1; i <= n_columns; i++)
    if (i == n_columns || columns[i] != columns[i - 1] + 1)
      {
        toggle_mark (self->moved, (HeedMarkupMark) {
          { starts[columns[first]], starts[columns[i - 1] + 1] }, is_link });
        first = i;
      }

  take_marks (self, self->moved, heed_markup_letters_new (shown->tokens, shown->n_tokens));
}

static void
toggle (HeedMarkupBar *self,
        gboolean       is_link)
{
  HeedHeatmapView *view = heed_heatmap_get_view (self->heatmap);
  int column = heed_heatmap_view_get_selected_column (view);
  guint single = (guint) MAX (column, 0);
  guint n_columns;
  const guint *columns = heed_heatmap_view_get_span (view, &n_columns);
  guint n_words = self->shown != NULL ? self->shown->columns->n_words : 0;

  if (n_columns == 0)
    {
      columns = &single;
      n_columns = column >= 0;
    }

  if (n_columns == 0 || columns[n_columns - 1] >= n_words)
    {
      gtk_widget_error_bell (GTK_WIDGET (self->heatmap));
      return;
    }

  toggle_columns (self, columns, n_columns, is_link);
  g_signal_emit (self, signal_changed, 0);
}

static void
bold_cb (HeedMarkupBar *self)
{
  toggle (self, FALSE);
}

static void
link_cb (HeedMarkupBar *self)
{
  toggle (self, TRUE);
}

static void
clear_cb (HeedMarkupBar *self)
{
  forget_marks (self);
  g_signal_emit (self, signal_changed, 0);
}

static void
set_rule (HeedMarkupBar  *self,
          HeedMarkupRule  rule)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "rule");

  self->rule = rule;
  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_string (heed_markup_rule_get_name (rule)));
}

static void
rule_cb (HeedMarkupBar *self,
         GVariant      *target)
{
  for (guint i = 0; i < HEED_MARKUP_N_RULES; i++)
    if (g_str_equal (g_variant_get_string (target, NULL),
                     heed_markup_rule_get_name ((HeedMarkupRule) i)))
      set_rule (self, (HeedMarkupRule) i);

  g_signal_emit (self, signal_changed, 0);
}

/* --- The object --------------------------------------------------------------------- */

static void
heed_markup_bar_dispose (GObject *object)
{
  HeedMarkupBar *self = HEED_MARKUP_BAR (object);
  GtkWidget *child;

  self->shown = NULL;
  g_clear_object (&self->actions);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (heed_markup_bar_parent_class)->dispose (object);
}

static void
heed_markup_bar_finalize (GObject *object)
{
  HeedMarkupBar *self = HEED_MARKUP_BAR (object);

  g_array_unref (self->marks);
  g_array_unref (self->moved);
  g_clear_pointer (&self->letters, heed_markup_letters_free);
  g_free (self->text);

  G_OBJECT_CLASS (heed_markup_bar_parent_class)->finalize (object);
}

static void
heed_markup_bar_class_init (HeedMarkupBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_markup_bar_dispose;
  object_class->finalize = heed_markup_bar_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HeedMarkupBar, menu);
  gtk_widget_class_bind_template_child (widget_class, HeedMarkupBar, source);
  gtk_widget_class_bind_template_child (widget_class, HeedMarkupBar, target);
  gtk_widget_class_bind_template_child (widget_class, HeedMarkupBar, close);
  gtk_widget_class_bind_template_child (widget_class, HeedMarkupBar, findings);

  /**
   * HeedMarkupBar::changed:
   *
   * The marks or the rule that transfers them have changed.
   */
  signal_changed = g_signal_new ("changed", HEED_TYPE_MARKUP_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "markupbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_action (HeedMarkupBar *self,
            GSimpleAction *action,
            GCallback      callback)
{
  g_signal_connect_object (action, "activate", callback, self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
  g_object_unref (action);
}

static void
heed_markup_bar_init (HeedMarkupBar *self)
{
  self->rule = HEED_MARKUP_WHOLE_WORD;
  self->marks = g_array_new (FALSE, TRUE, sizeof (HeedMarkupMark));
  self->moved = g_array_new (FALSE, TRUE, sizeof (HeedMarkupMark));
  self->actions = g_simple_action_group_new ();
  add_action (self, g_simple_action_new ("bold", NULL), G_CALLBACK (bold_cb));
  add_action (self, g_simple_action_new ("link", NULL), G_CALLBACK (link_cb));
  add_action (self, g_simple_action_new ("clear", NULL), G_CALLBACK (clear_cb));
  add_action (self,
              g_simple_action_new_stateful (
                "rule", G_VARIANT_TYPE_STRING,
                g_variant_new_string (heed_markup_rule_get_name (self->rule))),
              G_CALLBACK (rule_cb));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self), heed_wrap_layout_new (SPACING_PX, SPACING_PX));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Markup"), -1);
  enable_clear (self);
}

static void
create_menu_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, HEED_MARKUP_BAR (user_data)->menu);
}

void
heed_markup_bar_install (HeedMarkupBar *self,
                         GtkWidget     *page,
                         GtkMenuButton *button,
                         HeedHeatmap   *heatmap)
{
  g_return_if_fail (HEED_IS_MARKUP_BAR (self));

  self->heatmap = heatmap;
  gtk_widget_insert_action_group (page, "markup", G_ACTION_GROUP (self->actions));
  gtk_menu_button_set_create_popup_func (button, create_menu_cb, g_object_ref (self),
                                         g_object_unref);
}

void
heed_markup_bar_add_keys (GtkWidgetClass *page_class)
{
  gtk_widget_class_add_binding_action (page_class, GDK_KEY_b, 0, "markup.bold", NULL);
  gtk_widget_class_add_binding_action (page_class, GDK_KEY_k, 0, "markup.link", NULL);
}

void
heed_markup_bar_set_presenting (HeedMarkupBar *self,
                                gboolean       is_presenting)
{
  g_return_if_fail (HEED_IS_MARKUP_BAR (self));

  gtk_widget_set_visible (self->close, !is_presenting);
}

GArray *
heed_markup_bar_get_marks (HeedMarkupBar *self)
{
  g_return_val_if_fail (HEED_IS_MARKUP_BAR (self), NULL);

  return self->moved;
}

HeedMarkupRule
heed_markup_bar_get_rule (HeedMarkupBar *self)
{
  g_return_val_if_fail (HEED_IS_MARKUP_BAR (self), HEED_MARKUP_WHOLE_WORD);

  return self->rule;
}

void
heed_markup_bar_set_marks (HeedMarkupBar  *self,
                           const char     *text,
                           GArray         *marks,
                           HeedMarkupRule  rule)
{
  g_return_if_fail (HEED_IS_MARKUP_BAR (self));

  g_free (self->text);
  self->text = g_strdup (text);
  take_marks (self, marks, NULL);
  set_rule (self, rule);
  g_signal_emit (self, signal_changed, 0);
}
