/* token-finder.c — finds a token of two sentences by its letters
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A matrix of sixty tokens is larger than a window, and the token to be found may be scrolled out
 * of view. The search ignores case.
 */

#include "ui/token-finder.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/token-label.h"

#define SPACING_PX 8

/**
 * HeedTokenFinder:
 *
 * A search entry, hidden until it is opened.
 *
 * ## Keyboard
 *
 * Return moves to the next match, Shift+Return to the previous one; Escape closes.
 *
 * ## CSS nodes
 *
 * One node named `tokenfinder` with an entry and a label.
 *
 * ## Accessibility
 *
 * A group; the entry has a label, and the number of matches is a status.
 */
struct _HeedTokenFinder
{
  GtkWidget   parent_instance;

  GtkWidget  *entry;      /* NULL until first opened */
  GtkWidget  *count;      /* NULL until first opened */

  char      **labels;     /* case-folded; columns first, then rows */
  guint       n_columns;
  guint       n_labels;
  int         found;      /* index into labels; -1 is none */
};

enum {
  SIGNAL_FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedTokenFinder, heed_token_finder, GTK_TYPE_WIDGET)

static gboolean
matches (HeedTokenFinder *self,
         guint            index,
         const char      *folded)
{
  return *folded != '\0' && strstr (self->labels[index], folded) != NULL;
}

static void
show_count (HeedTokenFinder *self,
            const char      *folded)
{
  g_autofree char *text = NULL;
  guint n_matches = 0, place = 0;

  for (guint i = 0; i < self->n_labels; i++)
    if (matches (self, i, folded))
      {
        n_matches++;
        if ((int) i == self->found)
          place = n_matches;
      }

  if (*folded == '\0')
    text = g_strdup ("");
  else if (n_matches == 0)
    text = g_strdup (_("no such token"));
  else
    text = g_strdup_printf (_("%u of %u"), place, n_matches);

  gtk_label_set_text (GTK_LABEL (self->count), text);
}

/* Finds the next match from from on, wrapping around; by is 1 or -1. */
static void
find (HeedTokenFinder *self,
      int              from,
      int              by)
{
  g_autofree char *folded =
    g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1);
  int n = (int) self->n_labels;

  self->found = -1;
  for (int i = 0; i < n && self->found < 0; i++)
    {
      int at = ((from + i * by) % n + n) % n;

      if (matches (self, (guint) at, folded))
        self->found = at;
    }

  show_count (self, folded);
  if (self->found >= 0)
    g_signal_emit (self, signals[SIGNAL_FOUND], 0, self->found >= (int) self->n_columns,
                   self->found >= (int) self->n_columns ? self->found - (int) self->n_columns
                                                        : self->found);
}

/* The current match is kept as long as it still matches. */
static void
changed_cb (HeedTokenFinder *self)
{
  find (self, MAX (self->found, 0), 1);
}

static void
next_cb (HeedTokenFinder *self)
{
  find (self, self->found + 1, 1);
}

static void
previous_cb (HeedTokenFinder *self)
{
  find (self, self->found < 0 ? -1 : self->found - 1, -1);
}

static void
close_cb (HeedTokenFinder *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_set_visible (widget, FALSE);
  gtk_widget_child_focus (gtk_widget_get_parent (widget), GTK_DIR_TAB_FORWARD);
}

static gboolean
previous_key_cb (GtkWidget *widget,
                 GVariant  *arguments,
                 gpointer   user_data)
{
  previous_cb (HEED_TOKEN_FINDER (widget));

  return TRUE;
}

static void
heed_token_finder_dispose (GObject *object)
{
  HeedTokenFinder *self = HEED_TOKEN_FINDER (object);

  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_pointer (&self->count, gtk_widget_unparent);

  G_OBJECT_CLASS (heed_token_finder_parent_class)->dispose (object);
}

static void
heed_token_finder_finalize (GObject *object)
{
  g_strfreev (HEED_TOKEN_FINDER (object)->labels);

  G_OBJECT_CLASS (heed_token_finder_parent_class)->finalize (object);
}

static void
heed_token_finder_class_init (HeedTokenFinderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_token_finder_dispose;
  G_OBJECT_CLASS (klass)->finalize = heed_token_finder_finalize;

  /**
   * HeedTokenFinder::found:
   * @is_row: whether it is a query token; else it is a key token
   * @index: index of the token, from 0
   *
   * The search has moved to this token.
   */
  signals[SIGNAL_FOUND] =
    g_signal_new ("found", HEED_TYPE_TOKEN_FINDER, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_BOOLEAN, G_TYPE_INT);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_SHIFT_MASK, previous_key_cb,
                                NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tokenfinder");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heed_token_finder_init (HeedTokenFinder *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (widget)), SPACING_PX);
  self->labels = g_new0 (char *, 1);
  self->found = -1;
  gtk_widget_set_visible (widget, FALSE);
}

/* The entry is created only when needed: it would delay every start,
 * and most users never search. */
static void
ensure_entry (HeedTokenFinder *self)
{
  if (self->entry != NULL)
    return;

  self->entry = gtk_search_entry_new ();
  self->count = gtk_label_new ("");
  gtk_widget_add_css_class (self->count, "muted");
  gtk_widget_set_hexpand (self->entry, TRUE);
  g_object_set (self->entry, "placeholder-text", _("Find a token"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Find a token"), -1);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  gtk_widget_set_parent (self->count, GTK_WIDGET (self));

  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (next_cb), self);
  g_signal_connect_swapped (self->entry, "next-match", G_CALLBACK (next_cb), self);
  g_signal_connect_swapped (self->entry, "previous-match", G_CALLBACK (previous_cb), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (close_cb), self);
}

GtkWidget *
heed_token_finder_new (void)
{
  return g_object_new (HEED_TYPE_TOKEN_FINDER, NULL);
}

static void
add_labels (GPtrArray       *labels,
            const HeedToken *tokens,
            guint            n_tokens)
{
  for (guint i = 0; i < n_tokens; i++)
    {
      g_autofree char *label = heed_token_label_new (&tokens[i]);

      g_ptr_array_add (labels, g_utf8_casefold (label, -1));
    }
}

/**
 * heed_token_finder_set_tokens:
 * @columns: (array length=n_columns): the key tokens
 * @rows: (array length=n_rows): the query tokens
 *
 * The search is not repeated until the next key press.
 */
void
heed_token_finder_set_tokens (HeedTokenFinder *self,
                              const HeedToken *columns,
                              guint            n_columns,
                              const HeedToken *rows,
                              guint            n_rows)
{
  GPtrArray *labels;

  g_return_if_fail (HEED_IS_TOKEN_FINDER (self));

  labels = g_ptr_array_new ();
  add_labels (labels, columns, n_columns);
  add_labels (labels, rows, n_rows);
  g_ptr_array_add (labels, NULL);

  g_strfreev (self->labels);
  self->n_columns = n_columns;
  self->n_labels = n_columns + n_rows;
  self->labels = (char **) g_ptr_array_free (labels, FALSE);
  if (self->found >= (int) self->n_labels)
    self->found = -1;
}

void
heed_token_finder_open (HeedTokenFinder *self)
{
  g_return_if_fail (HEED_IS_TOKEN_FINDER (self));

  ensure_entry (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (self->entry);
}
