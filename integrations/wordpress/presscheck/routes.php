<?php
/**
 * The routes: each write takes a lock, compares the version, and then writes, in one transaction.
 *
 * @package presscheck
 */

namespace Presscheck;

use WP_Error;
use WP_Post;
use WP_REST_Request;
use WP_REST_Response;

defined( 'ABSPATH' ) || exit;

add_action( 'rest_api_init', __NAMESPACE__ . '\\register_routes' );

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
	$route( '/images', 'GET', 'list_images' );
	$route( '/images', 'POST', 'add_image' );
	$route( '/pages', 'GET', 'list_pages' );
	$route( '/pages', 'POST', 'create_page' );
	$route( '/pages/(?P<id>\d+)', 'PUT', 'update_page' );
	$route( '/pages/(?P<id>\d+)', 'DELETE', 'delete_page' );
	$route( '/pages/(?P<id>\d+)/withdraw', 'POST', 'withdraw_page' );
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
	$items = array();
	$bytes = 0;
	foreach ( array_chunk( $ids, 5 ) as $some ) {
		_prime_post_caches( $some, false, true );
		foreach ( array_filter( array_map( __NAMESPACE__ . '\\item', $some ) ) as $item ) {
			$items[] = $item;
			$bytes  += strlen( $item['document']['html'] . $item['document']['markdown'] . $item['document']['state'] );
		}
		// A short answer is no sign of the end; a hundred large pages would not fit into PHP's memory.
		if ( $bytes > LISTED_BYTES ) {
			break;
		}
	}
	return array( 'items' => $items );
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
	$result  = refused( 500, 'error', 'the write was broken off' );
	$touched = array();
	$note    = function ( $id ) use ( &$touched ) {
		$touched[ $id ] = $id;
	};
	add_action( 'clean_post_cache', $note );
	try {
		$result = $work();
	} finally {
		if ( is_wp_error( $result ) ) {
			$wpdb->query( 'ROLLBACK' );
			remove_action( 'clean_post_cache', $note );
			foreach ( $touched as $id ) { // A cache that outlives the request would hold what was undone.
				clean_post_cache( $id );
				wp_cache_delete( $id, 'post_meta' );
			}
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
