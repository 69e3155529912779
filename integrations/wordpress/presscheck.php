<?php
/**
 * Plugin Name: presscheck
 * Description: Takes approved pages from presscheck: keeps their fields, finds them by key, refuses doubles and stale writes.
 * Version:     1.1.1
 * Requires PHP: 7.4
 * Requires at least: 5.6
 *
 * Put this file and the folder of the same name into wp-content/mu-plugins/ (make it if there is none); it is active
 * at once. It adds no table and no option: each page is a WordPress page, its further fields are post meta that begin
 * with _presscheck_. Without the plug-in the pages stay, without their head elements.
 *
 * Every write is one database transaction that takes a lock, compares the version, and then writes. Errors have the
 * form of WordPress: 401 no or a wrong application password, 403 a right is missing, 404 no such page, 409 the key or
 * the slug is taken, 412 not at the version of If-Match, 413 too large, 422 a field cannot be stored, 423 somebody is
 * editing the page, 428 no If-Match, 503 the lock is not to be had.
 *
 * @package presscheck
 */

namespace Presscheck;

defined( 'ABSPATH' ) || exit;

const API     = 2;
const VERSION = '1.1.1';
const PREFIX  = '_presscheck_';
const OPENING = "<!-- wp:html -->\n";
const CLOSING = "\n<!-- /wp:html -->";

/** So many pages in one answer, or fewer where they have more bytes than this. */
const LISTED       = 100;
const LISTED_BYTES = 8 * 1024 * 1024;

/** Fields that WordPress has no place of its own for; each is post meta. */
const META = array( 'key', 'locale', 'type', 'url', 'author', 'reviewer', 'reviewed_on', 'updated', 'tags', 'alternates', 'json_ld', 'markdown', 'state' );
/** Fields that are lists in a request and JSON in the database. */
const LISTS = array( 'tags', 'alternates' );
/** Everything a request with a page holds, and nothing else. */
const FIELDS = array( 'key', 'slug', 'title', 'summary', 'html', 'locale', 'type', 'url', 'author', 'reviewer', 'reviewed_on', 'updated', 'tags', 'alternates', 'json_ld', 'markdown', 'state' );
/** What the user of the application password must be allowed to do. The role Editor is, except on a multisite. */
const RIGHTS = array( 'edit_pages', 'edit_others_pages', 'edit_published_pages', 'publish_pages', 'delete_pages', 'delete_others_pages', 'delete_published_pages', 'unfiltered_html', 'upload_files' );

/**
 * Load the parts, all or none: a site does not go down because a file was forgotten.
 */
function load() {
	$parts = array();
	foreach ( array( 'access', 'images', 'pages', 'routes', 'view' ) as $name ) {
		$parts[] = __DIR__ . "/presscheck/$name.php";
	}
	if ( array_filter( $parts, 'is_readable' ) === $parts ) {
		foreach ( $parts as $part ) {
			require_once $part;
		}
		return;
	}
	add_action(
		'admin_notices',
		function () {
			echo '<div class="notice notice-error"><p>presscheck: the folder <code>wp-content/mu-plugins/presscheck</code> is missing or not readable; copy it there.</p></div>';
		}
	);
}

load();
