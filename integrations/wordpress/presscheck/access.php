<?php
/**
 * Who asks, what for, and what is answered: everything about a request but its effect.
 *
 * @package presscheck
 */

namespace Presscheck;

use WP_Error;
use WP_Post;
use WP_REST_Request;

defined( 'ABSPATH' ) || exit;

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
