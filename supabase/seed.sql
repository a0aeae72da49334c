-- The demo account as its people have set it up: a company that installs and repairs water heaters and kitchens. Its calls
-- are told by local/demo. People sign in to the app with `toritsugi-demo` and to the phone with `phone-demo`. Opening hours
-- are around the clock on all seven days: a demo that is closed in the evening rings nobody.

begin;
set local toritsugi.publish = 'off';

-- A uuid (version 4 in form) that is the same for the same name.
create function pg_temp.id(name text) returns uuid language sql immutable as $$
  select (overlay(overlay(md5('toritsugi demo ' || name) placing '4' from 13) placing 'a' from 17))::uuid
$$;

insert into public.accounts (id, name, next_ticket_number) values (pg_temp.id('account'), '株式会社あおば住設サービス', 10201);
insert into public.entitlements (account_id, cloud_phone, pro_course, flow_customisation, support_link)
values (pg_temp.id('account'), true, true, true, 'mailto:support@toritsugi.example');
insert into public.address_books (id, account_id, name) values (pg_temp.id('book'), pg_temp.id('account'), 'お客様');
insert into public.inboxes (id, account_id, name, position, address_book_id) values
  (pg_temp.id('support'), pg_temp.id('account'), 'お客様サポート', 0, pg_temp.id('book')),
  (pg_temp.id('repair'), pg_temp.id('account'), '修理受付', 1, pg_temp.id('book'));

-- People ---------------------------------------------------------------------------------------------------------------
create temporary table people (key text, name text, role public.account_role, dashboard public.dashboard_role,
  book public.book_role, support public.inbox_role, repair public.inbox_role, answers_support boolean, answers_repair boolean)
on commit drop;
insert into people values
  ('takahashi', '高橋 真理子', 'owner', 'manager', 'manager', 'manager', null, false, false),
  ('suzuki', '鈴木 彩', 'member', 'manager', 'manager', 'manager', 'manager', true, true),
  ('sato', '佐藤 美咲', 'member', 'operator', 'operator', 'operator', 'operator', true, true),
  ('tanaka', '田中 翔太', 'member', null, 'operator', 'operator', 'assistant', true, true),
  ('ito', '伊藤 結衣', 'member', 'operator', 'operator', 'admin', 'admin', false, true),
  ('watanabe', '渡辺 亮', 'member', null, 'assistant', null, 'assistant', false, true);

insert into auth.users (instance_id, id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data,
  raw_user_meta_data, created_at, updated_at, confirmation_token, recovery_token, email_change, email_change_token_new)
select '00000000-0000-0000-0000-000000000000', pg_temp.id('user ' || key), 'authenticated', 'authenticated',
  key || '@toritsugi.example', extensions.crypt('toritsugi-demo', extensions.gen_salt('bf', 10)), now(),
  '{"provider": "email", "providers": ["email"]}', '{}', now() - interval '90 days', now(), '', '', '', ''
from people;
insert into auth.identities (provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at)
select u.id::text, u.id, jsonb_build_object('sub', u.id, 'email', u.email, 'email_verified', true), 'email', now(), now(), now()
from auth.users u join people p on u.id = pg_temp.id('user ' || p.key);
insert into public.members (id, account_id, user_id, name, email, role, dashboard_role, created_at)
select pg_temp.id(key), pg_temp.id('account'), pg_temp.id('user ' || key), name, key || '@toritsugi.example', role, dashboard,
  now() - interval '90 days' from people;
insert into public.phone_credentials (member_id, account_id, password_hash)
select pg_temp.id(key), pg_temp.id('account'), extensions.crypt('phone-demo', extensions.gen_salt('bf', 10)) from people;
insert into public.inbox_members (account_id, inbox_id, member_id, role)
select pg_temp.id('account'), pg_temp.id('support'), pg_temp.id(key), support from people where support is not null
union all
select pg_temp.id('account'), pg_temp.id('repair'), pg_temp.id(key), repair from people where repair is not null;
insert into public.address_book_members (account_id, address_book_id, member_id, role)
select pg_temp.id('account'), pg_temp.id('book'), pg_temp.id(key), book from people;

-- Phones ---------------------------------------------------------------------------------------------------------------
insert into public.queues (id, account_id, inbox_id, name, offer_seconds, max_wait_seconds, after_call_seconds) values
  (pg_temp.id('support queue'), pg_temp.id('account'), pg_temp.id('support'), 'サポート一次', 20, 180, 30),
  (pg_temp.id('repair queue'), pg_temp.id('account'), pg_temp.id('repair'), '修理受付', 20, 180, 30);
insert into public.queue_agents (account_id, queue_id, member_id)
select pg_temp.id('account'), pg_temp.id('support queue'), pg_temp.id(key) from people where answers_support
union all
select pg_temp.id('account'), pg_temp.id('repair queue'), pg_temp.id(key) from people where answers_repair;
insert into public.flows (id, account_id, name) values
  (pg_temp.id('support flow'), pg_temp.id('account'), '代表番号'),
  (pg_temp.id('repair flow'), pg_temp.id('account'), '修理専用ダイヤル');
insert into public.opening_hours (account_id, flow_id, weekday, opens, closes)
select pg_temp.id('account'), pg_temp.id(flow), weekday, '00:00', '24:00'
from unnest(array['support flow', 'repair flow']) flow, generate_series(0, 6) weekday;
create function pg_temp.speech(said text) returns jsonb language sql as $$
  select jsonb_build_object('text', said, 'voice', 'ja', 'audioId', null)
$$;
-- The template as `supabase/functions/_shared/flows/template.ts` makes it; a test holds the two together.
create function pg_temp.template(queue uuid, greeting text, closed text, no_answer text) returns jsonb language sql as $$
  select jsonb_build_object(
    'kind', 'graph', 'timeZone', 'Asia/Tokyo', 'recordingNotice', true, 'start', 'hours', 'overflow', 'no-answer',
    'limit', jsonb_build_object('minutes', 30, 'steps', 200),
    'blocks', jsonb_build_array(
      jsonb_build_object('kind', 'hours', 'id', 'hours', 'name', null, 'holidays', '[]'::jsonb, 'open', 'greeting', 'closed', 'closed',
        'opening', (select jsonb_agg(jsonb_build_object('weekday', weekday, 'opens', '00:00', 'closes', '24:00') order by weekday) from generate_series(0, 6) weekday)),
      jsonb_build_object('kind', 'announce', 'id', 'greeting', 'name', null, 'say', pg_temp.speech(greeting), 'next', 'queue'),
      jsonb_build_object('kind', 'queue', 'id', 'queue', 'name', null, 'queueId', queue, 'maxWaitSeconds', null, 'maxLength', null,
        'saysPosition', true, 'musicId', null, 'overflow', 'no-answer', 'exits', '[]'::jsonb, 'callback', null),
      jsonb_build_object('kind', 'hangup', 'id', 'closed', 'name', null, 'say', pg_temp.speech(closed)),
      jsonb_build_object('kind', 'hangup', 'id', 'no-answer', 'name', null, 'say', pg_temp.speech(no_answer))))
$$;
insert into public.flow_versions (id, account_id, flow_id, version, definition, is_published, created_by) values
  (pg_temp.id('support version'), pg_temp.id('account'), pg_temp.id('support flow'), 1, pg_temp.template(pg_temp.id('support queue'),
    'お電話ありがとうございます。あおば住設サービスです。',
    '本日の営業は終了いたしました。恐れ入りますが、営業時間内にあらためておかけ直しください。',
    'ただいま電話が大変混み合っております。恐れ入りますが、のちほどおかけ直しください。'), true, pg_temp.id('takahashi')),
  (pg_temp.id('repair version'), pg_temp.id('account'), pg_temp.id('repair flow'), 1, pg_temp.template(pg_temp.id('repair queue'),
    'あおば住設サービス、修理受付です。',
    '修理受付の営業時間は終了いたしました。ガスのにおいがするときは、すぐにガス会社へご連絡ください。',
    'ただいま担当者がほかのお客様の対応をしております。のちほどおかけ直しください。'), true, pg_temp.id('takahashi'));
insert into public.phone_numbers (id, account_id, inbox_id, flow_id, number, label) values
  (pg_temp.id('support number'), pg_temp.id('account'), pg_temp.id('support'), pg_temp.id('support flow'), '+81312345678', '代表'),
  (pg_temp.id('repair number'), pg_temp.id('account'), pg_temp.id('repair'), pg_temp.id('repair flow'), '+815012345678', '修理受付');
insert into public.labels (id, account_id, inbox_id, name, is_danger)
select pg_temp.id(inbox || ' label ' || name), pg_temp.id('account'), pg_temp.id(inbox), name, name = '至急'
from (values ('support', '至急'), ('support', '見積'), ('support', '請求'), ('support', '納期'), ('support', '点検'), ('support', '要望'),
  ('repair', '至急'), ('repair', '給湯器'), ('repair', '水漏れ'), ('repair', '保証期間内'), ('repair', '部品手配'), ('repair', '訪問予約')) l (inbox, name);

-- Customers ------------------------------------------------------------------------------------------------------------
create temporary table customers (n integer, name text, kana text, company text, phone text, second_phone text, address text, note text)
on commit drop;
insert into customers values
  (1, '久保田 浩二', 'くぼた こうじ', '小料理ひさご', '+819012345678', '+81323456789', '東京都杉並区高円寺南3-12-8', '給湯器 GW-2410（2019年4月設置）'),
  (2, '大野 由紀子', 'おおの ゆきこ', '丸和ハウジング', '+81345678901', null, '東京都新宿区西新宿7-4-12', 'システムキッチンの定期発注あり'),
  (3, '木下 恵子', 'きのした けいこ', null, '+819023456701', null, '東京都練馬区豊玉北5-17-3', '食洗機 DW-45'),
  (4, '湊 敏夫', 'みなと としお', 'ミナト商会', '+81456789012', '+819034567802', '神奈川県横浜市港北区菊名4-2-1', '請求書は郵送'),
  (5, '佐伯 隆', 'さえき たかし', null, '+818012345603', null, '東京都世田谷区桜新町2-9-15', '浴室乾燥機 BD-300'),
  (6, '井口 春香', 'いぐち はるか', null, '+817012345604', null, '東京都板橋区常盤台1-30-7', null),
  (7, '山根 昭', 'やまね あきら', '山根工務店', '+819034567890', '+81423456705', '東京都立川市曙町2-14-9', '施工協力店。部品は店頭受け取り'),
  (8, '藤原 誠', 'ふじわら まこと', '北斗設計', '+81334567890', null, '東京都千代田区神田錦町1-8', 'カタログ送付先は資材課 宮本様'),
  (9, '柳沢 美穂', 'やなぎさわ みほ', 'さくらクリニック', '+81921234567', null, '福岡県福岡市中央区薬院2-5-20', '年2回の定期点検'),
  (10, '宮本 亜希', 'みやもと あき', '北斗設計', '+81334567891', null, '東京都千代田区神田錦町1-8', null),
  (11, '浜田 幸一', 'はまだ こういち', null, '+81623456789', null, '大阪府吹田市江坂町1-12-4', '給湯器 GW-1610'),
  (12, '小川 典子', 'おがわ のりこ', null, '+819045678903', null, '東京都大田区久が原4-21-6', null),
  (13, '石井 健太郎', 'いしい けんたろう', 'いしい歯科医院', '+81356789104', null, '東京都品川区旗の台3-1-11', '診療時間中は受付の森様'),
  (14, '前田 彩乃', 'まえだ あやの', null, '+818023456705', null, '埼玉県川口市栄町3-8-2', null),
  (15, '三浦 大輔', 'みうら だいすけ', '三浦不動産', '+81467891206', '+819056789106', '神奈川県鎌倉市由比ガ浜2-3-9', '管理物件12棟'),
  (16, '岡本 さゆり', 'おかもと さゆり', null, '+819067890107', null, '東京都武蔵野市吉祥寺本町2-26-5', 'ペットあり、訪問前に電話'),
  (17, '松田 義雄', 'まつだ よしお', null, '+81442345608', null, '神奈川県川崎市中原区木月1-15-3', 'ご高齢。ゆっくり話す'),
  (18, '中島 未来', 'なかじま みく', 'カフェ・ノルド', '+818034567809', null, '東京都目黒区自由が丘1-7-14', '営業は11時から'),
  (19, '原 拓也', 'はら たくや', '原電気工事', '+819078901210', null, '千葉県船橋市本町4-5-28', null),
  (20, '藤田 和子', 'ふじた かずこ', null, '+81472345611', null, '千葉県市川市八幡3-10-2', '床暖房'),
  (21, '後藤 誠司', 'ごとう せいじ', '株式会社後藤製作所', '+81488765412', null, '埼玉県さいたま市大宮区桜木町1-9-6', '社員寮の給湯設備'),
  (22, '長谷川 瞳', 'はせがわ ひとみ', null, '+819089012313', null, '東京都江東区豊洲4-2-1', null),
  (23, '村上 慎一', 'むらかみ しんいち', 'むらかみ保育園', '+81358765414', null, '東京都足立区千住3-40-2', '訪問は午後2時以降'),
  (24, '近藤 千尋', 'こんどう ちひろ', null, '+818045678915', null, '東京都北区赤羽西1-5-17', null),
  (25, '坂本 亮平', 'さかもと りょうへい', '坂本建設', '+819090123416', '+81429876516', '東京都八王子市横山町9-3', '新築3棟 進行中'),
  (26, '遠藤 久美子', 'えんどう くみこ', null, '+81359876517', null, '東京都豊島区雑司が谷2-7-8', null),
  (27, '青木 隼人', 'あおき はやと', 'ヘアサロン AOKI', '+817023456718', null, '東京都渋谷区代々木1-38-5', '定休日は火曜'),
  (28, '西村 京子', 'にしむら きょうこ', null, '+819012340019', null, '東京都調布市布田2-18-4', '給湯器 GW-2410（2021年）'),
  (29, '福田 徹', 'ふくだ とおる', '福田管理組合', '+81367890120', null, '東京都中野区中央4-60-3', '理事長。連絡は平日夕方'),
  (30, '太田 真由', 'おおた まゆ', null, '+818056789021', null, '東京都葛飾区亀有5-14-1', null),
  (31, '岩崎 正樹', 'いわさき まさき', 'いわさき旅館', '+81557812322', null, '静岡県熱海市渚町8-12', '大型給湯器2台'),
  (32, '上田 亜由美', 'うえだ あゆみ', null, '+819023450023', null, '東京都府中市宮町1-41-2', null),
  (33, '森田 浩', 'もりた ひろし', null, '+81423765424', null, '東京都小金井市本町5-6-11', '浴室リフォーム検討中'),
  (34, '横山 直美', 'よこやま なおみ', '横山税理士事務所', '+81352345625', null, '東京都文京区本郷3-21-10', null),
  (35, '宮崎 健', 'みやざき けん', null, '+818067890126', null, '神奈川県相模原市南区相模大野3-9-1', null),
  (36, '内田 理恵', 'うちだ りえ', 'パン工房うちだ', '+819034560027', null, '東京都荒川区西日暮里5-2-19', '早朝4時から稼働'),
  (37, '高木 勇', 'たかぎ いさむ', null, '+81332109828', null, '東京都墨田区向島2-11-6', null),
  (38, '安藤 夏海', 'あんどう なつみ', null, '+817034567829', null, '東京都国分寺市南町3-17-4', null),
  (39, '谷口 修', 'たにぐち おさむ', '谷口設備', '+819045670030', null, '埼玉県所沢市日吉町12-7', '施工協力店'),
  (40, '野村 香織', 'のむら かおり', null, '+818078901231', null, '東京都台東区谷中3-13-2', null);

insert into public.contacts (id, account_id, address_book_id, name, kana, company, customer_code, address, note, created_at)
select pg_temp.id('contact ' || n), pg_temp.id('account'), pg_temp.id('book'), name, kana, company, 'C-' || (20400 + n), address, note,
  now() - make_interval(days => 40 + n) from customers;
insert into public.contact_phones (account_id, address_book_id, contact_id, number, label)
select pg_temp.id('account'), pg_temp.id('book'), pg_temp.id('contact ' || n), phone,
  case when phone ~ '^\+81[789]0' then '携帯' when company is not null then '会社' else '自宅' end from customers
union all
select pg_temp.id('account'), pg_temp.id('book'), pg_temp.id('contact ' || n), second_phone,
  case when second_phone ~ '^\+81[789]0' then '携帯' else '店舗' end from customers where second_phone is not null;
insert into public.contact_emails (account_id, address_book_id, contact_id, email, label)
select pg_temp.id('account'), pg_temp.id('book'), pg_temp.id('contact ' || n), 'customer' || n || '@customers.example', null
from customers where n % 3 <> 0;
commit;
