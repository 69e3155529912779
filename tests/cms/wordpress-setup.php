<?php
/**
 * Install WordPress and print, as JSON, an application password for each of two users: an editor and an author.
 *
 * php wordpress-setup.php SITE URL
 */

list( , $site, $url ) = $argv;
define( 'WP_INSTALLING', true );
$_SERVER['HTTP_HOST']   = substr( $url, strlen( 'http://' ) );
$_SERVER['REQUEST_URI'] = '/';
require "$site/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

// Nobody is to get a letter about it.
function wp_new_blog_notification() {}

wp_install( 'Sample site', 'admin', 'admin@example.com', false, '', wp_generate_password( 24 ) );
update_option( 'siteurl', $url );
update_option( 'home', $url );
$GLOBALS['wp_rewrite']->set_permalink_structure( '/%postname%/' );
// Its sample pages would stand in our lists of what is there.
foreach ( array( 1, 2, 3 ) as $id ) {
	wp_delete_post( $id, true );
}

$tokens = array();
foreach ( array( 'editor', 'author' ) as $role ) {
	$id              = wp_insert_user(
		array(
			'user_login' => "presscheck-$role",
			'user_pass'  => wp_generate_password( 24 ),
			'user_email' => "$role@example.com",
			'role'       => $role,
		)
	);
	$made            = WP_Application_Passwords::create_new_application_password( $id, array( 'name' => 'presscheck' ) );
	$tokens[ $role ] = "presscheck-$role:" . $made[0];
}
echo wp_json_encode( $tokens );
