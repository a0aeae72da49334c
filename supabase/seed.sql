-- The demo account: a company that installs and repairs water heaters and kitchens. Everything is made relative to now()
-- and from hashes of row numbers, so that it is the same every time and never looks old. People sign in to the app with
-- `toritsugi-demo` and to the phone with `phone-demo`. Opening hours are around the clock on all seven days: a demo that
-- is closed in the evening rings nobody. Calls before yesterday that came at night say so, the hours having been shorter.

begin;
set local toritsugi.publish = 'off';

-- A uuid (version 4 in form) that is the same for the same name.
create function pg_temp.id(name text) returns uuid language sql immutable as $$
  select (overlay(overlay(md5('toritsugi demo ' || name) placing '4' from 13) placing 'a' from 17))::uuid
$$;
-- A number in [0, 1) that is the same for the same words.
create function pg_temp.chance(word text, n integer) returns double precision language sql immutable as $$
  select ('x' || substr(md5(word || n), 1, 7))::bit(28)::integer / 268435456.0
$$;
create function pg_temp.pick(choices text[], word text, n integer) returns text language sql immutable as $$
  select choices[1 + floor(pg_temp.chance(word, n) * cardinality(choices))::integer]
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
insert into public.flow_versions (id, account_id, flow_id, version, definition, is_published, created_by) values
  (pg_temp.id('support version'), pg_temp.id('account'), pg_temp.id('support flow'), 1, jsonb_build_object(
    'kind', 'template', 'queue_id', pg_temp.id('support queue'), 'recording_notice', true,
    'greeting', 'お電話ありがとうございます。あおば住設サービスです。',
    'closed_message', '本日の営業は終了いたしました。恐れ入りますが、営業時間内にあらためておかけ直しください。',
    'no_answer_message', 'ただいま電話が大変混み合っております。恐れ入りますが、のちほどおかけ直しください。'),
    true, pg_temp.id('takahashi')),
  (pg_temp.id('repair version'), pg_temp.id('account'), pg_temp.id('repair flow'), 1, jsonb_build_object(
    'kind', 'template', 'queue_id', pg_temp.id('repair queue'), 'recording_notice', true,
    'greeting', 'あおば住設サービス、修理受付です。',
    'closed_message', '修理受付の営業時間は終了いたしました。ガスのにおいがするときは、すぐにガス会社へご連絡ください。',
    'no_answer_message', 'ただいま担当者がほかのお客様の対応をしております。のちほどおかけ直しください。'),
    true, pg_temp.id('takahashi'));
insert into public.opening_hours (account_id, flow_id, weekday, opens, closes)
select pg_temp.id('account'), pg_temp.id(flow), weekday, '00:00', '24:00'
from unnest(array['support flow', 'repair flow']) flow, generate_series(0, 6) weekday;
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

-- What they call about: inbox, label, subject, what was said, how it ended, what is still open --------------------------
create temporary table situations (n integer generated always as identity, inbox text, label text, subject text, body text,
  settled text, pending text) on commit drop;
insert into situations (inbox, label, subject, body, settled, pending) values
  ('repair', '給湯器', '給湯器のお湯が出ない（エラー111）', E'今朝から給湯器のお湯が出ない。リモコンにエラー111が点滅。\n・ほかのガス機器は使用可。メーターの遮断なし\n・電源の入れ直しを2回、復旧せず', '明日午前の訪問点検で手配。点火プラグの持参を担当へ連絡済み。', '訪問日の候補を2つお伝えし、お客様の都合を確認中。'),
  ('repair', '給湯器', 'お湯の温度が安定しない', E'シャワーの途中でぬるくなり、しばらくすると熱くなるとのこと。\n・設定42度、冬場になってから\n・フィルターの掃除は一度もしていない', '電話でフィルター清掃をご案内し、復旧を確認。', '清掃しても変わらず。訪問点検を提案、ご家族と相談して折り返しいただく。'),
  ('repair', '給湯器', '追い焚きができない', E'追い焚きボタンを押すとエラー632。\n・循環フィルターに詰まりなし\n・浴槽の水位は循環口より上', '循環ポンプの交換が必要。部品込みの概算をお伝えし了承。', '部品の在庫を確認中。判明しだい折り返し。'),
  ('repair', '水漏れ', 'キッチン水栓の根元から水漏れ', E'レバーを閉めてもスパウトの根元から少しずつ漏れる。\n・設置から9年\n・止水栓は手で閉められた', '本日16時に訪問、カートリッジ交換で完了の見込み。', '型番の写真をメールで送っていただく。届いたら部品を手配。'),
  ('repair', '至急', 'トイレの水が止まらない', E'タンクへの給水が止まらず、便器に流れ続けている。\n・止水栓の場所をご案内し、その場で閉めていただいた', '止水後は落ち着いている。本日中の訪問で手配済み。', '夕方の空きを協力店に問い合わせ中。18時までに折り返す約束。'),
  ('repair', '水漏れ', '浴室の天井から水滴が落ちてくる', E'換気扇の横から水滴。上の階は空室とのこと。\n・換気は24時間運転にしている', '結露の可能性が高い。換気の設定を見直し、1週間様子を見る。', '管理会社に上階の確認を依頼。結果待ち。'),
  ('repair', '部品手配', '浴室乾燥機から異音がする', E'運転開始から10分ほどで「カタカタ」と音がする。\n・型番 BD-300、2017年設置\n・フィルターは先月掃除済み', 'ファンモーターの交換で見積をお送りし、了承。部品は3営業日で入荷。', 'メーカーに補修部品の有無を照会中。'),
  ('repair', '保証期間内', '食洗機がすすぎの途中で止まる', E'残り時間18分で止まり、給水ランプが点滅。\n・設置から8か月、保証期間内\n・止水栓は全開', '保証修理で受付。明後日の午前に訪問。', '保証書の販売店名が空欄。購入時の書類を探していただいている。'),
  ('repair', '部品手配', 'レンジフードの照明がつかない', E'LEDランプを交換しても点灯しない。ファンは動く。', '基板の不良と判断。部品を手配し、来週水曜に訪問。', '型番が読めないため、写真を待っている。'),
  ('repair', '訪問予約', '訪問日を変更したい', E'明日の予約を来週に変えたいとのご連絡。\n・日中は不在、土曜を希望', '来週土曜の10時から12時で取り直し。担当へ共有済み。', '土曜の枠が埋まっている。キャンセル待ちを含めて調整中。'),
  ('repair', '給湯器', 'リモコンの表示が消えた', E'台所リモコンが真っ暗。浴室側は表示あり。\n・ブレーカーは落ちていない', '台所リモコンのみ不良。同等品を取り寄せて交換の予約。', '給湯器側の配線も見る必要あり。電気工事士の同行日を調整中。'),
  ('repair', '至急', '凍結で水が出ない', E'今朝から給水も給湯も出ない。外の配管がむき出し。\n・熱湯をかけないようお伝えした', '昼前に自然解凍で復旧とのご連絡。保温材の巻き直しをご案内。', '午後も出なければ訪問。14時にこちらから確認の電話をする。'),
  ('repair', '給湯器', '給湯器から白い煙が出ている', E'排気口から白い湯気のようなもの。においはなし。\n・外気温が低い朝だけ', '排気の水蒸気であり異常ではないことをご説明、ご安心いただいた。', 'においの有無がはっきりしない。念のため点検の日程を調整中。'),
  ('repair', '水漏れ', '洗面台の下が濡れている', E'排水トラップのナット付近から漏れ。バケツで受けている。', 'パッキン交換で済む見込み。明日13時に訪問。', '管理会社の立ち会いが必要。日程の返事待ち。'),
  ('repair', '部品手配', 'IHの右側だけ加熱しない', E'鍋を置いても「鍋なし」表示。左は正常。\n・鍋は以前と同じもの', 'コイルの断線と判断。部品手配のうえ訪問日をお知らせする約束で了承。', '修理と買い替えの両方の見積を希望。営業に依頼済み。'),
  ('repair', '給湯器', '給湯器の交換時期を相談したい', E'設置から13年。ときどき点火に時間がかかる。\n・4人家族、追い焚きあり', '20号オートを2案、工事費込みでご案内。来週現地調査。', '補助金の対象になるか確認して折り返す。'),
  ('repair', '訪問予約', '定期点検の日程調整', E'年次点検のはがきが届いたとのこと。平日の午前を希望。', '第2木曜の9時から11時で予約。', '点検員の割り当て待ち。決まりしだいご連絡。'),
  ('repair', '保証期間内', '交換した水栓のレバーが固い', E'先月交換した水栓。開け始めに力がいる。', '初期の当たりの可能性。再訪問して無償で調整。', '施工した協力店に状況を照会中。'),
  ('repair', '水漏れ', '屋外の蛇口が閉まりきらない', E'庭の散水栓から糸のように流れ続ける。', 'コマの交換方法をご案内。ご自身で直ったとのこと。', '古い型でコマが合わない。適合品を調査中。'),
  ('repair', '給湯器', '床暖房が温まらない', E'リビングだけ温まらない。寝室は正常。\n・エラー表示なし', '熱動弁の不良。部品代と作業費をご案内し、訪問を予約。', '不凍液の補充履歴を確認してから折り返す。'),
  ('repair', '訪問予約', '作業員の到着時間を知りたい', E'13時から15時の訪問予定。あと何分ほどかとのお問い合わせ。', '前の現場が延びており14時20分ごろ到着とお伝えした。', '担当の携帯につながらず、折り返す約束。'),
  ('support', '納期', 'システムキッチン3棟分の納期について', E'先日発注いただいた3棟分の納期の確認。\n・1棟目の上棟が早まりそう', '1棟目のみ分納で手配。来週金曜に搬入。', 'メーカーの分納可否の回答待ち。'),
  ('support', '請求', '請求書の宛名訂正について', E'10月分の請求書の宛名を旧社名から新社名に変えてほしい。', '再発行してPDFで送付。原本は郵送。', '経理に再発行を依頼済み。発送日を折り返す。'),
  ('support', '点検', '点検報告書の再送のお願い', E'先月の点検報告書をPDFで再送してほしいとのこと。', '登録のメールアドレスへ再送し、受領を確認。', '報告書の控えが見当たらず、点検員に確認中。'),
  ('support', '請求', '振込先の口座を確認したい', E'請求書の振込先が前回と違うとのお問い合わせ。', '銀行の支店統合による変更であることをご説明。案内状を再送。', '案内状の発送記録を確認して折り返す。'),
  ('support', '見積', '浴室リフォームの見積を依頼したい', E'在来浴室からユニットバスへの入れ替え。\n・1坪、窓あり\n・予算は120万円くらい', '現地調査を来週火曜に予約。カタログを先に郵送。', '希望日の調査員が埋まっている。別の候補日を3つご提案。'),
  ('support', '見積', '食洗機の入れ替え相談', E'45cm幅の食洗機を入れ替えたい。面材はいまのまま使いたい。', '対応する2機種をご案内。見積書をメールで送付。', '面材の寸法をお客様が測って折り返し。'),
  ('support', '要望', '折り返しが遅いとのご意見', E'昨日の夕方に問い合わせたが今朝まで連絡がなかったとのこと。\n・お詫びし、状況をその場で確認', '折り返し漏れをお詫びし、今後は当日中の連絡をお約束。上長へ共有。', '上長から改めてお電話することをお約束。'),
  ('support', '要望', '待ち時間が長いとのご意見', E'つながるまで3分以上待ったとのこと。', 'お詫びのうえ、混み合う時間帯をご案内。', '時間帯別の件数を調べて、上長からお返事する。'),
  ('support', '納期', '工事日の前倒しはできるか', E'入居が1週間早まるため、工事を前倒ししたいとのご相談。', '木曜の空きへ変更。協力店も了承。', '協力店の回答待ち。夕方までに折り返す。'),
  ('support', '点検', '延長保証に入れるか知りたい', E'設置から11か月。延長保証の案内を見たとのこと。', '1年以内なら加入可とご案内し、申込書を郵送。', '機種が対象かメーカーに確認中。'),
  ('support', '請求', '工事代金の分割払いについて', E'給湯器交換の代金を分割にできるかとのお問い合わせ。', 'リフォームローンの案内を送付。審査の流れを説明。', '金利の最新の表を経理に確認中。'),
  ('support', '見積', 'カタログを送ってほしい', E'来年版のカタログを5部、事務所あてに。', '本日発送。水曜着の予定。', '来年版は月末入荷。入荷しだい発送。'),
  ('support', '要望', '担当者を替えてほしい', E'前回の訪問時の説明が分かりにくかったとのこと。', '別の担当で再訪問することになり、ご了承いただいた。', '上長が事情を確認のうえ折り返す。'),
  ('support', '納期', '部品の在庫を確認したい', E'型番 TB-330 の部品。週内に折り返しがほしい。', '倉庫に2個あり。着払いで本日発送。', 'メーカー欠品。代替品の可否を照会中。'),
  ('support', '至急', '現場の水漏れ、部品の手配', E'現場で継手が割れた。止水済み。\n・継手20Aを6個、今日中に', '店頭に在庫あり。15時に引き取りに来られる。', '4個のみ在庫。残り2個を他店から取り寄せ中。'),
  ('support', '点検', '取扱説明書をなくした', E'給湯器リモコンの説明書がほしい。型番は GW-2410。', 'PDFの場所をメールでご案内。印刷したものも1部郵送。', '古い型のためメーカーに在庫を確認中。'),
  ('support', '見積', '補助金の対象になるか知りたい', E'高効率給湯器の補助金について。申請は誰がするのか。', '当社が代行できることと必要書類をご説明。', '今年度の予算の残りを事務局に確認中。'),
  ('support', '請求', '領収書の再発行', E'確定申告のため昨年の領収書を再発行してほしい。', '再発行して郵送。「再発行」の表示が入ることを了承。', '昨年の記録を経理で探している。'),
  ('support', '納期', '配送先の変更', E'来週届く予定の洗面台の届け先を現場に変えたい。', '配送業者へ変更を依頼し、完了の連絡を確認。', '業者の締め切りを過ぎている。転送の可否を確認中。'),
  ('support', '要望', '訪問した作業員へのお礼', E'先日の修理がとても丁寧だったとのお礼のお電話。', '本人と上長に伝えることをお約束。', '担当者が特定できず、日報を確認して伝える。'),
  ('support', '見積', '工事の見積書の内訳を知りたい', E'「諸経費」の中身を教えてほしいとのこと。', '養生費・運搬費・処分費の内訳をご説明し、明細をメールで送付。', '内訳の入った見積書を営業が作成中。');

-- A month of calls, oldest first, as routing would have left them ------------------------------------------------------
create function pg_temp.at_tokyo(day date, minutes double precision) returns timestamptz language sql immutable as $$
  select (day + make_interval(secs => floor(minutes * 60))) at time zone 'Asia/Tokyo'
$$;
-- Facts as supabase/functions/_shared/calls/facts.ts names them; positions count up per call.
create function pg_temp.say(call uuid, fact text, at timestamptz, payload jsonb default '{}') returns void language sql as $$
  insert into public.call_events (call_id, account_id, position, kind, payload, occurred_at, recorded_at)
  select call, pg_temp.id('account'), (select count(*) + 1 from public.call_events e where e.call_id = call), fact, payload, at, at
$$;

create temporary table plan on commit drop as
select row_number() over (order by at)::integer as n, at, hour_minutes
from (
  select pg_temp.at_tokyo(day, minutes) as at, minutes as hour_minutes
  from (select (now() at time zone 'Asia/Tokyo')::date - back as day, back from generate_series(0, 30) back) days
  cross join lateral generate_series(1, case extract(isodow from day) when 7 then 3 when 6 then 7 else 17 end) k
  cross join lateral (
    -- Mostly 9 to 18, with a morning peak; one in twelve early or late.
    select case
      when pg_temp.chance('hours', back * 100 + k) < 0.08 then
        case when pg_temp.chance('late', back * 100 + k) < 0.3 then 425 + 110 * pg_temp.chance('m', back * 100 + k)
          else 1125 + 200 * pg_temp.chance('m', back * 100 + k) end
      when pg_temp.chance('peak', back * 100 + k) < 0.45 then 540 + 165 * pg_temp.chance('m', back * 100 + k)
      else 700 + 380 * pg_temp.chance('m', back * 100 + k) end as minutes
  ) times
) t
where at < now() - interval '12 minutes';

do $seed$
#variable_conflict use_variable
declare
  account constant uuid := pg_temp.id('account');
  unknown constant text[] := array(select '+8180' || (55550000 + i * 137)::text from generate_series(1, 45) i);
  p record;
  s record;
  who record;
  inbox text;
  inbox_id uuid;
  customer text;
  contact uuid;
  agents text[];
  agent text;
  tried text[];
  call uuid;
  ticket uuid;
  ticket_number bigint;
  message uuid;
  state text;
  missed public.call_reason;
  is_voicemail boolean;
  is_fresh boolean;
  moment timestamptz;
  answered timestamptz;
  ended timestamptz;
  offer uuid;
  leg uuid;
  turn integer;
  list jsonb;
begin
  for p in select * from plan order by n loop
    inbox := case when pg_temp.chance('inbox', p.n) < 0.56 then 'support' else 'repair' end;
    inbox_id := pg_temp.id(inbox);
    agents := case inbox when 'support' then array['sato', 'tanaka', 'suzuki'] else array['tanaka', 'sato', 'ito', 'watanabe', 'suzuki'] end;
    call := pg_temp.id('call ' || p.n);
    is_fresh := p.at > now() - interval '4 days';
    is_voicemail := false;

    contact := null;
    customer := unknown[1 + floor(pg_temp.chance('unknown', p.n) * 45)::integer];
    if pg_temp.chance('known', p.n) < 0.74 then
      -- The first ones on the list call most.
      select c.phone, pg_temp.id('contact ' || c.n) into customer, contact
      from customers c where c.n = 1 + floor(power(pg_temp.chance('who', p.n), 1.5) * 40)::integer;
    end if;

    missed := case
      when (p.hour_minutes < 510 or p.hour_minutes > 1110) and p.at < now() - interval '1 day' then 'out_of_hours'
      when pg_temp.chance('missed', p.n) < 0.06 then 'nobody_answered'
      when pg_temp.chance('missed', p.n) < 0.12 then 'caller_gave_up'
      when pg_temp.chance('missed', p.n) < 0.15 then 'nobody_available' end;
    if missed = 'out_of_hours' and pg_temp.chance('voicemail', p.n) < 0.55 then is_voicemail := true; end if;

    -- The ticket: the newest unfinished one of the number in the inbox, else a new one.
    select t.id, t.number into ticket, ticket_number from public.tickets t
    where t.inbox_id = pg_temp.id(inbox) and t.customer_number = customer and t.status in ('open', 'on_hold')
    order by t.last_message_at desc limit 1;
    if ticket is null then
      update public.accounts set next_ticket_number = next_ticket_number + 1 where id = account returning next_ticket_number - 1 into ticket_number;
      ticket := pg_temp.id('ticket ' || ticket_number);
      insert into public.tickets (id, account_id, inbox_id, number, customer_number, contact_id, created_at, last_message_at)
      values (ticket, account, inbox_id, ticket_number, customer, contact, p.at, p.at);
    end if;

    answered := null;
    agent := agents[1 + floor(pg_temp.chance('agent', p.n) * cardinality(agents))::integer];
    if missed is null then
      answered := p.at + make_interval(secs => 9 + floor(24 * pg_temp.chance('ring', p.n)));
      ended := answered + make_interval(secs => 40 + floor(420 * power(pg_temp.chance('talk', p.n), 1.6)));
    else
      ended := p.at + make_interval(secs => case missed when 'out_of_hours' then 14 + floor(12 * pg_temp.chance('w', p.n))
        when 'nobody_available' then 120 + floor(60 * pg_temp.chance('w', p.n)) else 35 + floor(90 * pg_temp.chance('w', p.n)) end);
    end if;

    insert into public.calls (id, account_id, inbox_id, phone_number_id, flow_version_id, queue_id, ticket_id, contact_id, direction,
      state, outcome, reason, version, customer_number, contract_number, provider_conference_id, is_recorded,
      started_at, queued_at, answered_at, ended_at)
    values (call, account, inbox_id, pg_temp.id(inbox || ' number'), pg_temp.id(inbox || ' version'), pg_temp.id(inbox || ' queue'), ticket,
      contact, 'inbound', 'ended', (case when missed is null then 'answered' when is_voicemail then 'voicemail' when missed = 'caller_gave_up' then 'abandoned'
        else 'missed' end)::public.call_outcome, missed, 1, customer, case inbox when 'support' then '+81312345678' else '+815012345678' end,
      case when missed is null then 'CF' || md5('conference' || p.n) end,
      (missed is null and is_fresh and pg_temp.chance('recorded', p.n) < 0.4) or (is_voicemail and p.at > now() - interval '12 days'), p.at,
      case when missed is distinct from 'out_of_hours' then p.at + interval '4 seconds' end, answered, ended);
    insert into public.call_legs (id, account_id, call_id, role, purpose, number, provider_leg_id, state, started_at, joined_at, left_at, left_cause)
    values (pg_temp.id('customer leg ' || p.n), account, call, 'customer', 'caller', customer, 'CA' || md5('call' || p.n), 'ended', p.at, p.at, ended, 'call_ended');
    perform pg_temp.say(call, 'call_began', p.at, jsonb_build_object('callId', call, 'direction', 'inbound', 'accountId', account, 'inboxId', inbox_id, 'phoneNumberId', pg_temp.id(inbox || ' number'),
      'flowVersionId', pg_temp.id(inbox || ' version'), 'queueId', pg_temp.id(inbox || ' queue'), 'contactId', contact,
      'customerNumber', customer, 'customerText', null,
      'contractNumber', case inbox when 'support' then '+81312345678' else '+815012345678' end,
      'isRecorded', (select c.is_recorded from public.calls c where c.id = call)));
    perform pg_temp.say(call, 'leg_started', p.at, jsonb_build_object('legId', pg_temp.id('customer leg ' || p.n), 'role', 'customer',
      'purpose', 'caller', 'memberId', null, 'number', customer, 'providerLegId', 'CA' || md5('call' || p.n)));

    if missed is distinct from 'out_of_hours' then
      perform pg_temp.say(call, 'greeting_started', p.at);
      perform pg_temp.say(call, 'call_queued', p.at + interval '4 seconds');
    end if;

    -- Offers: whoever did not answer, then whoever did.
    tried := case when missed is null then array[agent] when missed = 'nobody_answered' then agents[1:2] when missed = 'caller_gave_up' then agents[1:1] else '{}' end;
    moment := p.at + interval '4 seconds';
    for turn in 1 .. cardinality(tried) loop
      offer := pg_temp.id('offer ' || p.n || ' ' || turn);
      leg := pg_temp.id('leg ' || p.n || ' ' || turn);
      select jsonb_agg(jsonb_build_object('member_id', pg_temp.id(a.name), 'name', m.name, 'verdict',
        case when a.name = tried[turn] then 'chosen' when a.name = any(tried[1:turn - 1]) then 'already_tried'
          when pg_temp.chance('verdict' || a.name, p.n) < 0.4 then 'busy' when pg_temp.chance('verdict' || a.name, p.n) < 0.6 then 'offline'
          else 'later' end) order by a.name <> tried[turn], a.place)
      into list from unnest(agents) with ordinality a (name, place) join public.members m on m.id = pg_temp.id(a.name);
      state := case when missed is null then 'accepted' when missed = 'caller_gave_up' then 'withdrawn' else 'lapsed' end;
      insert into public.call_offers (id, account_id, call_id, queue_id, inbox_id, member_id, leg_id, purpose, state, candidates, announced_at,
        acknowledged_at, ringing_at, decided_at, expires_at)
      values (offer, account, call, pg_temp.id(inbox || ' queue'), inbox_id, pg_temp.id(tried[turn]), leg, 'queue', state::public.offer_state, list, moment,
        moment + interval '0.2 seconds', moment + interval '0.9 seconds',
        case when missed is null then answered when missed = 'caller_gave_up' then ended else moment + interval '20 seconds' end,
        moment + interval '20 seconds');
      insert into public.call_legs (id, account_id, call_id, role, purpose, member_id, provider_leg_id, state, started_at, joined_at, left_at, left_cause)
      values (leg, account, call, 'agent', 'answer', pg_temp.id(tried[turn]), 'CA' || md5('leg' || p.n || '-' || turn), 'ended',
        moment + interval '0.2 seconds', answered,
        case when missed = 'nobody_answered' then moment + interval '20.3 seconds' else ended end,
        case when missed is null then 'call_ended' else 'cancelled' end);
      perform pg_temp.say(call, 'offer_announced', moment, jsonb_build_object('offerId', offer, 'legId', leg, 'purpose', 'queue', 'memberId', pg_temp.id(tried[turn]), 'round', 1,
        'expiresAt', to_char((moment + interval '20 seconds') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'candidates', list));
      perform pg_temp.say(call, 'offer_acknowledged', moment + interval '0.2 seconds', jsonb_build_object('offerId', offer));
      if turn = 1 then
        perform pg_temp.say(call, 'customer_sent', moment + interval '0.2 seconds', jsonb_build_object('stayId', pg_temp.id('stay ' || p.n)));
      end if;
      perform pg_temp.say(call, 'leg_started', moment + interval '0.2 seconds', jsonb_build_object('legId', leg, 'role', 'agent', 'purpose', 'answer',
        'memberId', pg_temp.id(tried[turn]), 'number', null, 'providerLegId', null));
      if turn = 1 and missed is null then
        perform pg_temp.say(call, 'stay_opened', moment + interval '0.5 seconds', jsonb_build_object('stayId', pg_temp.id('stay ' || p.n), 'conferenceId', 'CF' || md5('conference' || p.n)));
        perform pg_temp.say(call, 'customer_joined', moment + interval '0.5 seconds', jsonb_build_object('stayId', pg_temp.id('stay ' || p.n)));
      end if;
      perform pg_temp.say(call, 'leg_created', moment + interval '0.6 seconds', jsonb_build_object('legId', leg, 'providerLegId', 'CA' || md5('leg' || p.n || '-' || turn)));
      perform pg_temp.say(call, 'offer_rang', moment + interval '0.9 seconds', jsonb_build_object('offerId', offer));
      if missed is null then perform pg_temp.say(call, 'leg_answered', answered, jsonb_build_object('legId', leg)); end if;
      perform pg_temp.say(call, 'offer_closed', case when missed is null then answered when missed = 'caller_gave_up' then ended else moment + interval '20 seconds' end,
        jsonb_build_object('offerId', offer, 'state', state));
      if missed = 'nobody_answered' then
        perform pg_temp.say(call, 'leg_ended', moment + interval '20.3 seconds', jsonb_build_object('legId', leg, 'cause', 'cancelled'));
      end if;
      moment := moment + interval '20.5 seconds';
    end loop;
    if missed = 'nobody_answered' and ended < moment then
      ended := moment + interval '3 seconds';
      update public.calls set ended_at = ended where id = call;
      update public.call_legs l set left_at = ended where l.call_id = call and l.role = 'customer';
    end if;
    if missed is null then
      perform pg_temp.say(call, 'talk_started', answered, jsonb_build_object('stayId', pg_temp.id('stay ' || p.n), 'recordingId', null));
    end if;
    perform pg_temp.say(call, 'call_ended', ended, jsonb_build_object(
      'outcome', case when missed is null then 'answered' when is_voicemail then 'voicemail' when missed = 'caller_gave_up' then 'abandoned' else 'missed' end,
      'reason', missed));

    -- The memo. A caller who rings again within an unfinished ticket goes on about the same thing.
    message := pg_temp.id('message ' || p.n);
    select sit.* into s from situations sit where sit.subject = (select t.subject from public.tickets t where t.id = ticket) and sit.inbox = inbox;
    if s is null then
      select sit.* into s from situations sit where sit.inbox = inbox order by pg_temp.chance('situation' || sit.n, p.n) limit 1;
    end if;
    -- Old things are settled; of the last days some are open, some wait.
    state := case
      when pg_temp.chance('status', p.n) < (case when is_fresh then 0.36 when p.at > now() - interval '10 days' then 0.1 else 0 end) then 'open'
      when pg_temp.chance('status', p.n) < (case when is_fresh then 0.5 when p.at > now() - interval '16 days' then 0.2 else 0.01 end) then 'on_hold'
      when pg_temp.chance('status', p.n) > 0.96 then 'no_action' else 'done' end;
    insert into public.messages (id, account_id, inbox_id, ticket_id, kind, author_id, customer_number, occurred_at, created_at)
    values (message, account, inbox_id, ticket, (case when missed is null then 'call_memo' when is_voicemail then 'voicemail' else 'missed_call' end)::public.message_kind,
      case when missed is null then pg_temp.id(agent) end, customer, coalesce(answered, p.at), p.at);
    insert into public.call_memos (message_id, account_id, inbox_id, call_id, leg_id, kind, member_id, direction, customer_number, contract_number,
      contact_id, reason, started_at, answered_at, ended_at, subject, body, revision, saved_at, saved_by, recorded_at, recorded_by, handled_at, handled_by)
    select message, account, inbox_id, call, case when missed is null then pg_temp.id('leg ' || p.n || ' 1') end, m.kind, m.author_id, 'inbound', customer,
      case inbox when 'support' then '+81312345678' else '+815012345678' end, contact, missed, p.at, answered, ended,
      case when missed is null then s.subject else '' end,
      case when missed is null then (case when (select t.subject from public.tickets t where t.id = ticket) = s.subject
          then pg_temp.pick(array['前回の件で再度ご連絡。', 'その後の状況の確認。', '折り返しの件でお電話。'], 'again', p.n) || E'\n' else s.body || E'\n' end)
        || '→ ' || case when state in ('done', 'no_action') then s.settled else s.pending end else '' end,
      case when missed is null then 3 else 1 end,
      case when missed is null then ended + interval '50 seconds' end, m.author_id,
      case when missed is null then ended + make_interval(secs => 55 + floor(120 * pg_temp.chance('record', p.n))) end, m.author_id,
      handled.at, case when handled.at is not null then pg_temp.id(agents[1 + p.n % 2]) end
    from public.messages m, lateral (
      select case when missed is not null and (p.at < now() - (case when is_voicemail then interval '12 days' else interval '5 days' end) or not is_voicemail and pg_temp.chance('handled', p.n) < 0.25)
        then least(p.at + make_interval(mins => 6 + floor(170 * pg_temp.chance('later', p.n))::integer), now() - interval '1 minute') end as at
    ) handled
    where m.id = message;

    if missed is null then
      update public.tickets t set status = state::public.ticket_status, assignee_id = pg_temp.id(agent),
        subject = case when t.subject = '' then s.subject else t.subject end where t.id = ticket;
      if state in ('open', 'on_hold') or pg_temp.chance('label', p.n) < 0.5 then
        insert into public.ticket_labels (account_id, inbox_id, ticket_id, label_id)
        values (account, inbox_id, ticket, pg_temp.id(inbox || ' label ' || s.label)) on conflict do nothing;
      end if;
    elsif (select m.handled_at is not null from public.call_memos m where m.message_id = message)
      and not exists (select from public.messages m where m.ticket_id = ticket and m.kind = 'call_memo') then
      update public.tickets set status = 'done', subject = '折り返し済み' where id = ticket and status = 'open';
    end if;
  end loop;
end
$seed$;

update public.calls c set version = e.facts from (
  select call_id, count(*)::integer as facts from public.call_events group by call_id) e
where e.call_id = c.id and c.account_id = pg_temp.id('account');
-- Whatever day it is, somebody waits to be rung back, and somebody's voice to be heard.
with newest as (
  select memo.message_id, m.ticket_id,
    row_number() over (partition by memo.inbox_id, memo.kind order by memo.started_at desc) as place
  from public.call_memos memo join public.messages m on m.id = memo.message_id
  where memo.account_id = pg_temp.id('account') and memo.kind <> 'call_memo'
    and not exists (select from public.messages other where other.ticket_id = m.ticket_id and other.id <> m.id)
), reopened as (
  update public.tickets t set status = 'open', subject = '' from newest n where n.ticket_id = t.id and n.place <= 2
)
update public.call_memos memo set handled_at = null, handled_by = null
from newest n where n.message_id = memo.message_id and n.place <= 2;

-- What a later conversation on the ticket settled was settled then.
update public.call_memos memo set handled_at = later.recorded_at, handled_by = later.recorded_by
from public.messages m, lateral (
  select x.recorded_at, x.recorded_by from public.messages n join public.call_memos x on x.message_id = n.id
  where n.ticket_id = m.ticket_id and x.recorded_at is not null order by x.recorded_at desc limit 1
) later
where m.id = memo.message_id and memo.handled_at = transaction_timestamp(); -- as its trigger stamped it

-- The log as it would read had all this happened then, and not in the moment of seeding.
delete from public.operation_log where account_id = pg_temp.id('account');
insert into public.operation_log (account_id, inbox_id, ticket_id, member_id, action, detail, at)
select memo.account_id, memo.inbox_id, m.ticket_id, coalesce(memo.recorded_by, memo.handled_by),
  case when memo.recorded_at is null then 'missed_handled' else 'memo_recorded' end,
  jsonb_build_object('message_id', memo.message_id), coalesce(memo.recorded_at, memo.handled_at)
from public.call_memos memo join public.messages m on m.id = memo.message_id
where memo.account_id = pg_temp.id('account') and coalesce(memo.recorded_at, memo.handled_at) is not null
order by 7;
commit;
