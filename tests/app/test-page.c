/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window asks of a page, and that each of its pages answers.
 *
 * Covers: app/window/pages/pages.c
 */

#include "app/window/pages.h"
#include "window-fixture.h"

/* --- A page that does nothing, and one that does everything --------------- */

typedef struct { GtkWidget parent_instance; } Bare;
typedef struct { GtkWidgetClass parent_class; } BareClass;

static GType bare_get_type (void);
G_DEFINE_TYPE_WITH_CODE (Bare, bare, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (HEED_TYPE_PAGE, NULL))

static void
bare_class_init (BareClass *klass)
{
}

static void
bare_init (Bare *self)
{
}

typedef struct { GtkWidget parent_instance; GString *calls; } Busy;
typedef struct { GtkWidgetClass parent_class; } BusyClass;

static void implement_busy (HeedPageInterface *iface);
static GType busy_get_type (void);
G_DEFINE_TYPE_WITH_CODE (Busy,
                         busy,
                         GTK_TYPE_WIDGET,
                         G_IMPLEMENT_INTERFACE (HEED_TYPE_PAGE, implement_busy))

static GString *
get_calls (HeedPage *page)
{
  return ((Busy *) page)->calls;
}

static void
busy_finalize (GObject *object)
{
  g_string_free (((Busy *) object)->calls, TRUE);

  G_OBJECT_CLASS (busy_parent_class)->finalize (object);
}

static void
busy_class_init (BusyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = busy_finalize;
}

static void
busy_init (Busy *self)
{
  self->calls = g_string_new (NULL);
}

static void
busy_set_document (HeedPage     *page,
                   HeedDocument *document)
{
  g_string_append (get_calls (page), document != NULL ? "document " : "none ");
}

static void
busy_shown (HeedPage *page)
{
  g_string_append (get_calls (page), "shown ");
}

static void
busy_focus (HeedPage *page,
            gboolean  select_all)
{
  g_string_append (get_calls (page), select_all ? "focus-all " : "focus ");
}

static const HeedPageExport *
busy_get_export (HeedPage *page)
{
  static const HeedPageExport export = { "title", "name.svg", "failure" };

  return &export;
}

static gboolean
busy_export (HeedPage    *page,
             const char  *path,
             GError     **error)
{
  g_string_append_printf (get_calls (page), "%s ", path);

  return TRUE;
}

static char **
busy_list_unsaved (HeedPage *page)
{
  return g_strsplit ("a model,another", ",", -1);
}

static void
busy_save_unsaved (HeedPage *page)
{
  g_string_append (get_calls (page), "save ");
}

static void
busy_set_presenting (HeedPage *page,
                     gboolean  is_presenting)
{
  g_string_append (get_calls (page), is_presenting ? "bare " : "dressed ");
}

static gboolean
busy_open_at (HeedPage   *page,
              const char *path,
              double      x,
              double      y)
{
  g_string_append_printf (get_calls (page), "%s-at-%g-%g ", path, x, y);

  return TRUE;
}

static void
implement_busy (HeedPageInterface *iface)
{
  iface->set_document = busy_set_document;
  iface->shown = busy_shown;
  iface->focus = busy_focus;
  iface->get_export = busy_get_export;
  iface->export = busy_export;
  iface->open_at = busy_open_at;
  iface->set_presenting = busy_set_presenting;
  iface->list_unsaved = busy_list_unsaved;
  iface->save_unsaved = busy_save_unsaved;
}

static gboolean
has_unsaved (HeedPage *page)
{
  g_auto(GStrv) unsaved = heed_page_list_unsaved (page);

  return unsaved[0] != NULL;
}

/* --- The tests ----------------------------------------------------------- */

static void
test_page_needs_nothing (void)
{
  GtkWidget *window = gtk_window_new ();
  HeedPage *page = HEED_PAGE (g_object_new (bare_get_type (), NULL));

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  heed_page_set_document (page, NULL);
  heed_page_shown (page);
  heed_page_focus (page, TRUE);
  g_assert_null (heed_page_get_export (page));
  g_assert_false (heed_page_open_at (page, "model", 0.0, 0.0));
  heed_page_set_presenting (page, TRUE);
  g_assert_false (has_unsaved (page));

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_page_is_asked_by_its_interface (void)
{
  const HeedFigureForm form = { .width = 100.0, .height = 100.0 };
  DocumentFixture base = { 0 };
  HeedPage *page = HEED_PAGE (g_object_ref_sink (g_object_new (busy_get_type (), NULL)));

  document_fixture_set_up (&base, NULL);
  heed_page_set_document (page, base.document);
  heed_page_shown (page);
  heed_page_focus (page, FALSE);
  heed_page_focus (page, TRUE);
  g_assert_cmpstr (heed_page_get_export (page)->name, ==, "name.svg");
  g_assert_true (heed_page_export (page, "a.svg", &form, NULL));
  g_assert_true (heed_page_open_at (page, "b", 1.0, 2.0));
  heed_page_set_presenting (page, TRUE);
  heed_page_set_presenting (page, FALSE);
  g_assert_true (has_unsaved (page));
  heed_page_save_unsaved (page);
  heed_page_set_document (page, NULL);
  g_assert_cmpstr (get_calls (page)->str, ==,
                   "document shown focus focus-all a.svg b-at-1-2 bare dressed save none ");

  g_object_unref (page);
  document_fixture_tear_down (&base);
}

/* Each entry creates a page, and names and titles are unique. */
static void
test_page_every_page_of_the_window_is_one (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const HeedPageInfo *info;
  guint n_pages = 0;

  for (; (info = heed_pages_get (n_pages)) != NULL; n_pages++)
    {
      GtkWidget *page = g_object_ref_sink (info->create ());

      g_assert_true (HEED_IS_PAGE (page));
      g_assert_true (g_hash_table_add (seen, (gpointer) info->name));
      g_assert_true (g_hash_table_add (seen, (gpointer) info->title));
      g_assert_null (heed_page_get_export (HEED_PAGE (page)));
      g_assert_false (has_unsaved (HEED_PAGE (page)));
      g_object_unref (page);
    }

  g_assert_cmpuint (n_pages, >=, 2);
  g_assert_cmpstr (heed_pages_get (0)->name, ==, "translate");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/page/needs-nothing", test_page_needs_nothing);
  g_test_add_func ("/app/page/is-asked-by-its-interface", test_page_is_asked_by_its_interface);
  g_test_add_func ("/app/page/every-page-of-the-window-is-one",
                   test_page_every_page_of_the_window_is_one);

  return g_test_run ();
}
