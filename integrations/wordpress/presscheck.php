<?php
/**
 * Plugin Name: presscheck
 * Description: Takes approved pages from presscheck: keeps their fields, finds them by key, refuses doubles and stale writes.
 * Version:     1.0.0
 * Requires PHP: 7.4
 * Requires at least: 5.6
 *
 * Put this one file into wp-content/mu-plugins/ (make the folder if there is none); it is active at once. It adds
 * no table and no option: each page is a WordPress page, its further fields are post meta that begin with
 * _presscheck_. Without the file the pages stay, without their head elements.
 *
 * Every write is one database transaction that takes a lock, compares the version, and then writes. Errors have the
 * form of WordPress: 401 no or a wrong application password, 403 a right is missing, 404 no such page, 409 the key or
 * the slug is taken, 412 not at the version of If-Match, 413 too large, 422 a field cannot be stored, 423 somebody is
 * editing the page, 428 no If-Match, 503 the lock is not to be had.
 *
 * @package presscheck
 */

namespace Presscheck;

use WP_Error;
use WP_Post;
use WP_REST_Request;
use WP_REST_Response;

defined( 'ABSPATH' ) || exit;

const API     = 1;
const VERSION = '1.0.0';
const LISTED  = 100;
const PREFIX  = '_presscheck_';
const OPENING = "<!-- wp:html -->\n";
const CLOSING = "\n<!-- /wp:html -->";

/** Fields that WordPress has no place of its own for; each is post meta. */
const META = array( 'key', 'locale', 'type', 'url', 'author', 'reviewer', 'reviewed_on', 'updated', 'tags', 'alternates', 'json_ld', 'markdown', 'state' );
/** Fields that are lists in a request and JSON in the database. */
const LISTS = array( 'tags', 'alternates' );
/** Everything a request with a page holds, and nothing else. */
const FIELDS = array( 'key', 'slug', 'title', 'summary', 'html', 'locale', 'type', 'url', 'author', 'reviewer', 'reviewed_on', 'updated', 'tags', 'alternates', 'json_ld', 'markdown', 'state' );
/** What the user of the application password must be allowed to do. The role Editor is, except on a multisite. */
const RIGHTS = array( 'edit_pages', 'edit_others_pages', 'edit_published_pages', 'publish_pages', 'delete_pages', 'delete_others_pages', 'delete_published_pages', 'unfiltered_html' );

add_action( 'init', __NAMESPACE__ . '\\register_fields' );
add_action( 'rest_api_init', __NAMESPACE__ . '\\register_routes' );
add_action( 'template_redirect', __NAMESPACE__ . '\\prepare_view' );
add_filter( 'the_content', __NAMESPACE__ . '\\keep_aside', 0 );
add_filter( 'the_content', __NAMESPACE__ . '\\put_back', PHP_INT_MAX );

/**
 * Show the fields in WordPress's own REST API. Key and state are read only there.
 */
function register_fields() {
	add_post_type_support( 'page', 'excerpt' );
	foreach ( META as $name ) {
		$fixed = in_array( $name, array( 'key', 'state' ), true );
		register_post_meta(
			'page',
			PREFIX . $name,
			array(
				'type'          => 'string',
				'single'        => true,
				'show_in_rest'  => 'state' !== $name,
				'auth_callback' => function ( $allowed, $meta_key, $post_id ) use ( $fixed ) {
					return ! $fixed && current_user_can( 'edit_post', $post_id );
				},
			)
		);
	}
}

/**
 * The routes below /wp-json/presscheck/v1.
 */
function register_routes() {
	$route = function ( $path, $method, $callback, $permission = 'may' ) {
		register_rest_route(
			'presscheck/v1',
			$path,
			array(
				'methods'             => $method,
				'callback'            => __NAMESPACE__ . '\\' . $callback,
				'permission_callback' => __NAMESPACE__ . '\\' . $permission,
			)
		);
	};
	$route( '/about', 'GET', 'about', 'known' );
	$route( '/pages', 'GET', 'list_pages' );
	$route( '/pages', 'POST', 'create_page' );
	$route( '/pages/(?P<id>\d+)', 'PUT', 'update_page' );
	$route( '/pages/(?P<id>\d+)', 'DELETE', 'delete_page' );
	$route( '/pages/(?P<id>\d+)/withdraw', 'POST', 'withdraw_page' );
}

/**
 * Whether somebody is logged in.
 *
 * @return true|WP_Error
 */
function known() {
	if ( is_user_logged_in() ) {
		return true;
	}
	if ( isset( $_SERVER['PHP_AUTH_USER'] ) ) {
		return refused( 401, 'login', 'the user or the application password is wrong, or it was revoked' );
	}
	return refused( 401, 'login', 'no application password arrived; is the Authorization header passed on to PHP, and are application passwords available (they need HTTPS)?' );
}

/**
 * Whether the user has every right.
 *
 * @return true|WP_Error
 */
function may() {
	$known = known();
	if ( true !== $known ) {
		return $known;
	}
	$missing = implode( ', ', missing_rights() );
	return '' === $missing ? true : refused( 403, 'right', "the user lacks: $missing" );
}

/**
 * Names of the rights that the user lacks.
 *
 * @return string[]
 */
function missing_rights() {
	return array_values(
		array_filter(
			RIGHTS,
			function ( $right ) {
				return ! current_user_can( $right );
			}
		)
	);
}

/**
 * What answers here, and what the user may do.
 *
 * @param WP_REST_Request $request May name a parent.
 * @return array|WP_Error
 */
function about( $request ) {
	global $wpdb;
	$parent = parent_of( $request );
	if ( is_wp_error( $parent ) ) {
		return $parent;
	}
	$engine = $wpdb->get_var( $wpdb->prepare( 'SELECT ENGINE FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = %s', $wpdb->posts ) );
	return array(
		'app'            => 'presscheck-wordpress',
		'api'            => API,
		'version'        => VERSION,
		'wordpress'      => get_bloginfo( 'version' ),
		'transactions'   => 'InnoDB' === $engine,
		'permalinks'     => '' !== (string) get_option( 'permalink_structure' ),
		'revisions'      => wp_revisions_enabled( new WP_Post( (object) array( 'post_type' => 'page' ) ) ),
		'max_bytes'      => max_bytes(),
		'missing_rights' => missing_rights(),
	);
}

/**
 * The largest request that is taken: a quarter of what one statement may have, for every quote in it is escaped, and
 * an eighth of PHP's memory, for a page lies in it several times.
 *
 * @return int
 */
function max_bytes() {
	global $wpdb;
	$packet = (int) $wpdb->get_var( 'SELECT @@max_allowed_packet' );
	$memory = wp_convert_hr_to_bytes( ini_get( 'memory_limit' ) );
	return $memory > 0 ? (int) min( $packet / 4, $memory / 8 ) : (int) ( $packet / 4 );
}

/**
 * Pages that have a key, in any status, by id: all after an id, or those with one key.
 *
 * @param WP_REST_Request $request With `after` or `key`.
 * @return array
 */
function list_pages( $request ) {
	global $wpdb;
	$key   = $request->get_param( 'key' );
	$query = "SELECT DISTINCT p.ID FROM $wpdb->posts p JOIN $wpdb->postmeta m ON m.post_id = p.ID AND m.meta_key = %s WHERE p.post_type = 'page' AND p.ID > %d AND m.meta_value <> ''";
	$given = array( PREFIX . 'key', (int) $request->get_param( 'after' ) );
	if ( null !== $key ) {
		// Binary: to the database's own collation, a and á are the same.
		$query  .= ' AND BINARY m.meta_value = %s';
		$given[] = (string) $key;
	}
	// By id and not by offset: a page that goes away while the list is read moves no other out of sight.
	$ids = array_map( 'intval', $wpdb->get_col( $wpdb->prepare( $query . ' ORDER BY p.ID LIMIT ' . LISTED, $given ) ) ); // phpcs:ignore WordPress.DB.PreparedSQL
	_prime_post_caches( $ids, false, true );
	return array( 'items' => array_values( array_filter( array_map( __NAMESPACE__ . '\\item', $ids ) ) ) );
}

/**
 * Make a published page below the folders that its key names.
 *
 * @param WP_REST_Request $request With a page.
 * @return WP_REST_Response|WP_Error
 */
function create_page( $request ) {
	return alone(
		function () use ( $request ) {
			$document = document( $request );
			if ( is_wp_error( $document ) ) {
				return $document;
			}
			$same = new WP_REST_Request();
			$same->set_param( 'key', $document['key'] );
			if ( list_pages( $same )['items'] ) {
				return refused( 409, 'key', "there is a page with the key {$document['key']}" );
			}
			$parent = parent_of( $request );
			foreach ( array_slice( explode( '/', $document['key'] ), 0, -1 ) as $name ) {
				$parent = is_wp_error( $parent ) ? $parent : folder( $parent, $name );
			}
			if ( is_wp_error( $parent ) ) {
				return $parent;
			}
			$id = save( $document, array( 'post_parent' => $parent, 'post_type' => 'page', 'comment_status' => 'closed', 'ping_status' => 'closed' ) ); // phpcs:ignore WordPress.Arrays
			return is_wp_error( $id ) ? $id : new WP_REST_Response( item( $id ), 201 );
		}
	);
}

/**
 * Write a new version over the one that If-Match names, and publish it.
 *
 * @param WP_REST_Request $request With an id, a page and If-Match.
 * @return array|WP_Error
 */
function update_page( $request ) {
	return alone(
		function () use ( $request ) {
			$document = document( $request );
			$post     = is_wp_error( $document ) ? $document : expected( $request );
			if ( is_wp_error( $post ) ) {
				return $post;
			}
			if ( get_post_meta( $post->ID, PREFIX . 'key', true ) !== $document['key'] ) {
				return refused( 422, 'field', 'the key of a page does not change' );
			}
			$place = array( 'ID' => $post->ID, 'post_parent' => $post->post_parent ); // phpcs:ignore WordPress.Arrays
			// With a date in the future, WordPress would make "scheduled" of "published".
			if ( strtotime( $post->post_date_gmt . ' +0000' ) > time() ) {
				$place += array( 'post_date' => current_time( 'mysql' ), 'post_date_gmt' => current_time( 'mysql', true ), 'edit_date' => true ); // phpcs:ignore WordPress.Arrays
			}
			$id = save( $document, $place );
			if ( is_wp_error( $id ) ) {
				return $id;
			}
			foreach ( array( '_wp_trash_meta_status', '_wp_trash_meta_time', '_wp_desired_post_slug' ) as $name ) {
				delete_post_meta( $id, $name );
			}
			return item( $id );
		}
	);
}

/**
 * Note a state and make a draft of the page.
 *
 * @param WP_REST_Request $request With an id, `state` and If-Match.
 * @return array|WP_Error
 */
function withdraw_page( $request ) {
	return alone(
		function () use ( $request ) {
			$body = $request->get_json_params();
			if ( ! is_array( $body ) || array( 'state' ) !== array_keys( $body ) || ! is_string( $body['state'] ) ) {
				return refused( 422, 'field', 'send a text "state" and nothing else' );
			}
			$post = expected( $request );
			if ( is_wp_error( $post ) ) {
				return $post;
			}
			update_post_meta( $post->ID, PREFIX . 'state', wp_slash( $body['state'] ) );
			$done = wp_update_post( array( 'ID' => $post->ID, 'post_status' => 'draft' ), true ); // phpcs:ignore WordPress.Arrays
			return is_wp_error( $done ) ? refused( 422, 'field', $done->get_error_message() ) : item( $post->ID );
		}
	);
}

/**
 * Remove a page that is offline, with its revisions.
 *
 * @param WP_REST_Request $request With an id and If-Match.
 * @return WP_REST_Response|WP_Error
 */
function delete_page( $request ) {
	return alone(
		function () use ( $request ) {
			$post = expected( $request );
			if ( is_wp_error( $post ) ) {
				return $post;
			}
			if ( 'draft' !== status( $post ) ) {
				return refused( 409, 'live', 'the page is online; withdraw it first' );
			}
			return wp_delete_post( $post->ID, true ) ? new WP_REST_Response( null, 204 ) : refused( 422, 'page', 'WordPress did not delete it' );
		}
	);
}

/**
 * Do something while no other write of ours runs, wholly or not at all.
 *
 * @param callable $work Returns a WP_Error to have everything undone.
 * @return mixed What $work returned.
 */
function alone( $work ) {
	global $wpdb;
	$lock = substr( 'presscheck ' . md5( DB_NAME . $wpdb->posts ), 0, 64 );
	if ( '1' !== $wpdb->get_var( $wpdb->prepare( 'SELECT GET_LOCK(%s, 10)', $lock ) ) ) {
		header( 'Retry-After: 2' );
		return refused( 503, 'busy', 'another write is at work' );
	}
	// If PHP dies here, the database ends the connection, and with it the transaction and the lock.
	$wpdb->query( 'START TRANSACTION' );
	$result = refused( 500, 'error', 'the write was broken off' );
	try {
		$result = $work();
	} finally {
		if ( is_wp_error( $result ) ) {
			$wpdb->query( 'ROLLBACK' );
			wp_cache_flush(); // It may hold what was undone.
		} elseif ( false === $wpdb->query( 'COMMIT' ) ) {
			$result = refused( 500, 'commit', 'the database did not take the page' );
		}
		$wpdb->query( $wpdb->prepare( 'SELECT RELEASE_LOCK(%s)', $lock ) );
	}
	return $result;
}

/**
 * The page of a request, locked, at the version that the request names.
 *
 * @param WP_REST_Request $request With an id and If-Match.
 * @return WP_Post|WP_Error
 */
function expected( $request ) {
	global $wpdb;
	$id = (int) $request['id'];
	// An editor who saves it now comes after us.
	$wpdb->get_var( $wpdb->prepare( "SELECT ID FROM $wpdb->posts WHERE ID = %d FOR UPDATE", $id ) );
	clean_post_cache( $id );
	$item = item( $id );
	if ( null === $item ) {
		return refused( 404, 'page', "there is no page $id with a key" );
	}
	$match = trim( (string) $request->get_header( 'if_match' ), " \t\"" );
	if ( '' === $match ) {
		return refused( 428, 'version', 'send the version in If-Match' );
	}
	if ( $match !== $item['revision'] ) {
		return refused( 412, 'version', "the page is at {$item['revision']}, not at $match" );
	}
	require_once ABSPATH . 'wp-admin/includes/post.php';
	$editor = wp_check_post_lock( $id );
	if ( $editor ) {
		// Whoever saves later would win: WordPress compares nothing.
		$name = get_userdata( $editor )->display_name;
		return refused( 423, 'editing', "$name is editing the page in WordPress" );
	}
	return get_post( $id );
}

/**
 * The page of a request: every field and no other. So a date of publication is refused, not passed over.
 *
 * @param WP_REST_Request $request With a page as JSON.
 * @return array|WP_Error
 */
function document( $request ) {
	$size = strlen( $request->get_body() );
	if ( $size > max_bytes() ) {
		return refused( 413, 'size', "the request has $size bytes; the site takes " . max_bytes() );
	}
	$value   = $request->get_json_params();
	$value   = is_array( $value ) ? $value : array();
	$unknown = implode( ', ', array_diff( array_keys( $value ), FIELDS ) );
	$missing = implode( ', ', array_diff( FIELDS, array_keys( $value ) ) );
	if ( '' !== $unknown . $missing ) {
		return refused( 422, 'field', "unknown: $unknown; missing: $missing" );
	}
	foreach ( $value as $name => $field ) {
		if ( in_array( $name, LISTS, true ) ? ! is_array( $field ) : ! is_string( $field ) ) {
			return refused( 422, 'field', "$name has the wrong type" );
		}
		if ( false !== strpos( (string) wp_json_encode( $field ), '\u0000' ) ) {
			return refused( 422, 'field', "$name holds a NUL" );
		}
	}
	if ( '' === $value['key'] || '' === $value['slug'] || sanitize_title( $value['slug'] ) !== $value['slug'] ) {
		return refused( 422, 'field', "the key or the slug ({$value['slug']}) cannot be used" );
	}
	return $value;
}

/**
 * Store a page, published.
 *
 * @param array $document As `document` gives it.
 * @param array $place    Further fields for WordPress: the id or the parent.
 * @return int|WP_Error
 */
function save( $document, $place ) {
	$slug = wp_unique_post_slug( $document['slug'], isset( $place['ID'] ) ? $place['ID'] : 0, 'publish', 'page', $place['post_parent'] );
	if ( $slug !== $document['slug'] ) {
		return refused( 409, 'slug', "the slug {$document['slug']} is taken" );
	}
	$post = $place + array(
		'post_status'   => 'publish',
		'post_name'     => $document['slug'],
		// To WordPress, title and excerpt are HTML; to us, they are text.
		'post_title'    => htmlspecialchars( $document['title'], ENT_NOQUOTES ),
		'post_excerpt'  => htmlspecialchars( $document['summary'], ENT_NOQUOTES ),
		'post_content'  => OPENING . $document['html'] . CLOSING,
		'post_password' => '',
	);
	$id   = isset( $place['ID'] ) ? wp_update_post( wp_slash( $post ), true ) : wp_insert_post( wp_slash( $post ), true );
	if ( is_wp_error( $id ) ) {
		return refused( 422, 'field', $id->get_error_message() );
	}
	foreach ( META as $name ) {
		$value = in_array( $name, LISTS, true ) ? wp_json_encode( $document[ $name ], JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES ) : $document[ $name ];
		update_post_meta( $id, PREFIX . $name, wp_slash( $value ) );
	}
	return $id;
}

/**
 * The page below which approved pages are put: by id, or the top.
 *
 * @param WP_REST_Request $request May have `parent` in its query.
 * @return int|WP_Error
 */
function parent_of( $request ) {
	$query = $request->get_query_params();
	$id    = isset( $query['parent'] ) ? (int) $query['parent'] : 0;
	return 0 === $id || 'page' === get_post_type( $id ) ? $id : refused( 422, 'parent', "there is no page $id" );
}

/**
 * The page that is a part of an address, such as /en/faqs/. Whatever page has the name already is taken.
 *
 * @param int    $parent Id of the page above.
 * @param string $name   The part of the address.
 * @return int|WP_Error
 */
function folder( $parent, $name ) {
	global $wpdb;
	$id = (int) $wpdb->get_var( $wpdb->prepare( "SELECT ID FROM $wpdb->posts WHERE post_type = 'page' AND post_parent = %d AND post_name = %s AND post_status <> 'trash' ORDER BY ID LIMIT 1", $parent, $name ) );
	if ( $id ) {
		return $id;
	}
	$made = wp_insert_post( wp_slash( array( 'post_type' => 'page', 'post_status' => 'publish', 'post_parent' => $parent, 'post_name' => $name, 'post_title' => $name, 'comment_status' => 'closed' ) ), true ); // phpcs:ignore WordPress.Arrays
	if ( is_wp_error( $made ) || get_post( $made )->post_name !== $name ) {
		return refused( 409, 'slug', "the slug $name, for a part of the address, is taken" );
	}
	update_post_meta( $made, PREFIX . 'folder', '1' );
	return $made;
}

/**
 * A page as the endpoint gives it.
 *
 * @param int $id Of the page.
 * @return array|null Null where there is no such page with a key.
 */
function item( $id ) {
	$post = get_post( $id );
	if ( ! $post || 'page' !== $post->post_type || '' === (string) get_post_meta( $id, PREFIX . 'key', true ) ) {
		return null;
	}
	$html     = body( $post->post_content );
	$document = array(
		'slug'    => $post->post_name,
		'title'   => htmlspecialchars_decode( $post->post_title, ENT_NOQUOTES ),
		'summary' => htmlspecialchars_decode( $post->post_excerpt, ENT_NOQUOTES ),
		'html'    => null === $html ? $post->post_content : $html,
	);
	foreach ( META as $name ) {
		$document[ $name ] = field( $id, $name );
	}
	$version = array( $post->post_modified_gmt, $post->post_date_gmt, $post->post_status, $post->post_password, $post->post_content, $document );
	return array(
		'id'       => (int) $id,
		// Times have a resolution of one second: what the page says counts as well.
		'revision' => substr( hash( 'sha256', (string) wp_json_encode( $version ) ), 0, 32 ),
		'status'   => status( $post ),
		'url'      => (string) get_permalink( $post ),
		'document' => $document,
	);
}

/**
 * A field that is post meta. A list that somebody made something else of comes back as text.
 *
 * @param int    $id   Of the page.
 * @param string $name Of the field.
 * @return string|array
 */
function field( $id, $name ) {
	$value = get_post_meta( $id, PREFIX . $name, true );
	$value = is_string( $value ) ? $value : (string) wp_json_encode( $value );
	$list  = in_array( $name, LISTS, true ) ? json_decode( $value, true ) : null;
	return is_array( $list ) ? $list : $value;
}

/**
 * Whether readers have a page: with a password, in private or in the trash they have not.
 *
 * @param WP_Post $post The page.
 * @return string
 */
function status( $post ) {
	if ( 'publish' === $post->post_status && '' === $post->post_password ) {
		return 'published';
	}
	return 'future' === $post->post_status ? 'scheduled' : 'draft';
}

/**
 * The HTML that was sent, without the comments around it that make it one block for the editor.
 *
 * @param string $content Of a post.
 * @return string|null Null where somebody made something else of it.
 */
function body( $content ) {
	$whole = 0 === strpos( $content, OPENING ) && substr( $content, -strlen( CLOSING ) ) === CLOSING && strlen( $content ) >= strlen( OPENING . CLOSING );
	return $whole ? substr( $content, strlen( OPENING ), -strlen( CLOSING ) ) : null;
}

/**
 * An error as WordPress answers it.
 *
 * @param int    $status  Of HTTP.
 * @param string $code    What it is.
 * @param string $message For people.
 * @return WP_Error
 */
function refused( $status, $code, $message ) {
	return new WP_Error( "presscheck_$code", $message, array( 'status' => $status ) );
}

/* What readers get. */

/**
 * Whether a post is a page of ours as it was written; then it is shown verbatim.
 *
 * @param WP_Post|null $post A post.
 * @return bool
 */
function is_ours( $post ) {
	return $post instanceof WP_Post && 'page' === $post->post_type && '' !== (string) get_post_meta( $post->ID, PREFIX . 'key', true );
}

/**
 * Take the text out of the way of everything that WordPress would do to it: shortcodes, embeds, typography.
 *
 * @param string $content Of the post.
 * @return string
 */
function keep_aside( $content ) {
	$post = get_post();
	if ( $post && get_post_meta( $post->ID, PREFIX . 'folder', true ) && '' === trim( $content ) ) {
		return '<ul>' . wp_list_pages( array( 'child_of' => $post->ID, 'depth' => 1, 'title_li' => '', 'echo' => false ) ) . '</ul>'; // phpcs:ignore WordPress.Arrays
	}
	return is_ours( $post ) && $content === $post->post_content && null !== body( $content ) && ! post_password_required( $post ) ? marker( $post ) : $content;
}

/**
 * Put the text where its marker is. What other plug-ins added around it stays.
 *
 * @param string $content Of the post, filtered.
 * @return string
 */
function put_back( $content ) {
	$post = get_post();
	return is_ours( $post ) && ! post_password_required( $post ) ? str_replace( marker( $post ), (string) body( $post->post_content ), $content ) : $content;
}

/**
 * What stands for the text meanwhile: an element that no filter of WordPress looks into.
 *
 * @param WP_Post $post The page.
 * @return string
 */
function marker( $post ) {
	return '<div data-presscheck="' . wp_hash( 'presscheck' . $post->ID ) . '"></div>';
}

/**
 * On a page of ours: its language, its address, its head, and no typography in its title.
 */
function prepare_view() {
	$post = is_page() ? get_queried_object() : null;
	if ( ! is_ours( $post ) ) {
		return;
	}
	add_filter( 'run_wptexturize', '__return_false' );
	wptexturize( '', true );
	$language = field( $post->ID, 'locale' );
	$url      = field( $post->ID, 'url' );
	add_filter(
		'language_attributes',
		function ( $attributes ) use ( $language ) {
			return '' === $language ? $attributes : preg_replace( '/lang="[^"]*"/', 'lang="' . esc_attr( $language ) . '"', $attributes );
		}
	);
	add_filter(
		'get_canonical_url',
		function ( $canonical, $of ) use ( $post, $url ) {
			return $of->ID === $post->ID && '' !== $url ? $url : $canonical;
		},
		10,
		2
	);
	add_action(
		'wp_head',
		function () use ( $post, $language, $url ) {
			head( $post, $language, $url );
		}
	);
}

/**
 * Description, alternates and JSON-LD.
 *
 * The filter presscheck_head takes parts away that another plug-in prints: it gets the names 'description',
 * 'alternates' and 'json_ld' and returns those to print.
 *
 * @param WP_Post $post     The page.
 * @param string  $language Of it.
 * @param string  $url      Of it.
 */
function head( $post, $language, $url ) {
	$parts = (array) apply_filters( 'presscheck_head', array( 'description', 'alternates', 'json_ld' ), $post );
	if ( in_array( 'description', $parts, true ) && '' !== $post->post_excerpt ) {
		printf( "<meta name=\"description\" content=\"%s\" />\n", esc_attr( htmlspecialchars_decode( $post->post_excerpt, ENT_NOQUOTES ) ) );
	}
	$others = field( $post->ID, 'alternates' );
	if ( in_array( 'alternates', $parts, true ) && is_array( $others ) && $others ) {
		foreach ( array_merge( array( array( $language, $url ) ), $others ) as $other ) {
			if ( is_array( $other ) && isset( $other[0], $other[1] ) && is_string( $other[0] ) && is_string( $other[1] ) ) {
				printf( "<link rel=\"alternate\" hreflang=\"%s\" href=\"%s\" />\n", esc_attr( $other[0] ), esc_url( $other[1] ) );
			}
		}
	}
	$graph = json_decode( (string) get_post_meta( $post->ID, PREFIX . 'json_ld', true ) );
	if ( in_array( 'json_ld', $parts, true ) && null !== $graph ) {
		// Every sign that HTML knows is escaped: no text in the graph can end the element.
		echo '<script type="application/ld+json">' . wp_json_encode( $graph, JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES ) . "</script>\n"; // phpcs:ignore WordPress.Security.EscapeOutput
	}
}
