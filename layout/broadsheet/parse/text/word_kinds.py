# ruff: noqa: E501 - tables of words; an ideograph counts as two columns
"""Words of a kind: what a line is about, whatever its form.

Data only: for each kind what it is called in ``explain``, and its words, pairs of ideographs
(simplified and traditional) or English words in lower case.  Labels lean on kinds where a word by
itself was seldom met: who has read what 面议 is need not have read 面談.
"""

CHINESE = {
    "home": (
        "things of a household",
        "家电 家電 冰箱 彩电 彩電 电视 電視 洗衣 空调 空調 冷气 冷氣 手机 手機 电脑 電腦 相机 家具 傢俬 沙发 沙發 床垫 衣柜 衣櫃 橱柜 窗帘 地板 瓷砖 卫浴 灯饰 "
        "门窗 防盗 涂料 油漆 木门 锅炉 风扇 電扇 缝纫 自行 单车 单車 钟表 鐘錶 眼镜 眼鏡 皮鞋 服装 服裝 毛衣 羽绒 内衣 童装 布料 绸缎 綢緞 毛线 被褥 毛巾 肥皂 "
        "牙膏 香皂 化妆 首饰 金饰 珠宝 玉器 古玩 字画",
    ),
    "estate": (
        "houses and flats",
        "出租 出售 招租 求租 求购 转让 轉讓 出让 合租 整租 商铺 商舖 店铺 店面 门面 厂房 廠房 仓库 倉庫 写字 公寓 别墅 住宅 楼盘 樓盤 套房 二手 平米 坪数 室厅 "
        "一室 二室 两室 三室 一厅 两厅 二厅 简装 精装 装修 裝修 采光 朝南 电梯 電梯 车位 車位 月租 押金 房租 房屋 首付 均价 现房 产权 毛坯 地段 学区 租金 吉屋 "
        "实用 尺租",
    ),
    "jobs": (
        "work offered",
        "招聘 诚聘 誠聘 急聘 急招 招工 聘请 聘請 求职 求職 应聘 應聘 月薪 底薪 年薪 日薪 时薪 薪酬 提成 待遇 面议 面談 包吃 包住 食宿 社保 五险 保险 学历 學歷 "
        "经验 經驗 熟手 学徒 司机 司機 保安 保洁 保姆 钟点 厨师 厨工 服务 侍应 店员 文员 会计 會計 出纳 业务 業務 销售 銷售 推销 电工 焊工 车工 钳工 缝工 普工 "
        "兼职 兼職 全职 应届 男女 体健 健康",
    ),
    "promo": (
        "bargains",
        "优惠 優惠 特价 特價 促销 促銷 减价 減價 打折 五折 八折 九折 满减 赠送 贈送 免费 免費 大酬 酬宾 酬賓 让利 抢购 搶購 团购 新款 热卖 正品 批发 批發 零售 "
        "代理 加盟 直销 专卖 專賣 经销 总店 分店 连锁 旗舰 开张 開張 开业 開業 隆重 盛大 光临 光臨 惠顾 惠顧 选购 選購 欢迎 歡迎 品质 质量 信誉 信譽 送货 送貨 "
        "上门 上門 预订 預訂 预约 預約 订购 订座 外卖 货到 现货 正宗 祖传 祖傳 老牌 老店 名牌 好礼 会员",
    ),
    "heal": (
        "cures",
        "专治 專治 主治 根治 治疗 治療 门诊 門診 专科 專科 医院 醫院 诊所 診所 药房 藥房 药店 中药 西药 膏药 丸散 滋补 滋補 补肾 壮阳 胃病 肝病 皮肤 风湿 風濕 "
        "关节 腰痛 咳嗽 痔疮 痔瘡 白带 不孕 牙科 镶牙 鑲牙 拔牙 配镜 配鏡 验光 驗光 针灸 針灸 推拿 按摩 祛斑 减肥 減肥 美容 美发 整形 体检 疫苗 妇科 婦科 儿科 "
        "中医 中醫 西医 名医 名醫 医师 醫師",
    ),
    "class": (
        "lessons",
        "招生 报名 報名 学费 學費 开课 開課 开班 開班 培训 培訓 补习 補習 辅导 輔導 冲刺 家教 英语 英語 日语 会话 钢琴 鋼琴 书法 書法 舞蹈 美术 美術 围棋 珠算 "
        "驾校 驾照 考证 函授 自考 夜校 幼儿 幼兒 托管 夏令 小班 名师 名師 零基 学时 课时 结业",
    ),
    "trade": (
        "services",
        "搬家 搬屋 搬运 疏通 管道 下水 开锁 開鎖 配匙 修理 维修 維修 保养 清洗 回收 收购 收購 旧货 舊貨 废铁 废纸 拆除 打井 补漏 防水 防漏 焊接 刻章 印章 打字 "
        "复印 印刷 晒图 装裱 名片 招牌 广告 廣告 婚庆 婚纱 婚介 征婚 殡葬 墓地 花圈 纸扎 租车 包车 货运 貨運 物流 快递 拖车 汽修 洗车 轮胎 过户 贷款 貸款 典当 "
        "典當 当铺 抵押 借款 代办 代辦 侦探 律师 律師 公证 留学 移民 签证 機票 机票 旅行 旅社 酒家 酒楼 酒樓 饭店 餐厅 餐廳 茶楼 茶樓 茶餐 冰室 糕点 火锅 烧烤 "
        "自助 包房 宴席 婚宴 套餐 面馆 照相 影楼",
    ),
    "dish": (
        "cooking",
        "食盐 精盐 白糖 冰糖 红糖 酱油 醬油 生抽 老抽 料酒 黄酒 香油 麻油 豆油 菜油 花椒 八角 桂皮 葱姜 姜片 葱花 蒜末 蒜瓣 辣椒 胡椒 淀粉 面粉 麵粉 糯米 粳米 "
        "大米 小米 豆腐 鸡蛋 雞蛋 鸭蛋 猪肉 豬肉 牛肉 羊肉 鸡肉 鸡翅 排骨 五花 鲫鱼 草鱼 带鱼 虾仁 蝦仁 白菜 青菜 菠菜 萝卜 蘿蔔 土豆 番茄 黄瓜 茄子 芹菜 韭菜 "
        "木耳 香菇 冬瓜 南瓜 苦瓜 莲藕 花生 红枣 枸杞 少许 适量 適量 两个 三克 焯水 切丝 切片 切块 切段 剁碎 腌制 下锅 翻炒 爆香 小火 大火 中火 文火 煮沸 蒸熟 "
        "出锅 装盘 调味 原料 材料 主料 辅料 配料 做法 步骤 用料",
    ),
    "sky": (
        "the weather",
        "晴转 多云 多雲 阴转 小雨 中雨 大雨 暴雨 阵雨 陣雨 雷雨 雷阵 小雪 大雪 雨夹 有雾 霾转 西北 东北 東北 东南 東南 西南 偏北 偏南 北风 南风 东风 西风 微风 "
        "风力 風力 级转 三级 四级 五级 气温 氣溫 最高 最低 湿度 濕度 降水 降雨 紫外 指数 空气 空氣 日出 日落 潮汐 高潮 低潮 满潮 潮水 台风 颱風 寒潮 霜冻 摄氏 "
        "天气 天氣 预报 預報 今日 明日 今晚 今夜",
    ),
    "show": (
        "programmes",
        "剧场 劇場 新闻 新聞 联播 聯播 连续 連續 电影 電影 影片 动画 卡通 综艺 綜藝 晚会 晚會 焦点 访谈 体育 体坛 天下 频道 頻道 卫视 衛視 中央 翡翠 明珠 重播 "
        "直播 转播 轉播 首映 放映 上映 场次 戏院 戲院 影院 影城 主演 导演 導演 粤剧 粵劇 京剧 越剧 昆曲 曲艺 相声 评弹 话剧 話劇 歌剧 音乐 音樂 演唱 演出 票价 "
        "票價 座位 早间 午间 午后 晚间 夜间 动物 科教 纪录 紀錄 剧集 大结 开播 广播 廣播 电台 電台",
    ),
    "ride": (
        "journeys",
        "班次 班机 班機 航班 车次 車次 发车 開車 开车 首班 末班 到达 到站 起飞 抵达 经停 始发 终点 終點 直达 快车 普快 特快 客车 客船 客轮 轮船 輪船 渡轮 渡輪 "
        "码头 碼頭 车站 車站 机场 機場 站台 站名 票价 单程 来回 往返 线路 路线 公交 巴士 地铁 地鐵 开往 开航 开行 停运 改道 时刻 時刻 里程",
    ),
    "sport": (
        "matches",
        "比分 胜负 勝負 积分 積分 排名 主场 主場 客场 客場 联赛 聯賽 小组 小組 决赛 決賽 半决 预赛 循环 冠军 冠軍 亚军 季军 金牌 银牌 铜牌 单打 双打 男子 女子 "
        "男双 女双 团体 篮球 籃球 足球 排球 乒乓 羽毛 网球 游泳 田径 田徑 跳高 跳远 铅球 接力 短跑 长跑 马拉 体操 举重 射击 围棋 象棋 赛马 賽馬 马匹 骑师 騎師 "
        "练马 磅数 档位 头马 派彩 进球 入球 射门 点球 平局 对阵 对手 球员 球員 教练 教練 替补 犯规 破门 扳平 助攻 篮板 三分",
    ),
    "rows": (
        "columns of a table",
        "姓名 性别 性別 年龄 年齡 学号 准考 考号 班级 班級 单位 單位 部门 部門 职务 職務 籍贯 序号 序號 编号 編號 名次 成绩 成績 总分 總分 分数 得分 得票 票数 "
        "票數 合计 合計 小计 总计 總計 备注 備註 项目 項目 名称 名稱 型号 规格 規格 数量 數量 单价 單價 金额 金額 地点 地點 时间 時間 日期 电话 電話 联系 地址 "
        "主任 副主 委员 候选 当选 當選 一等 二等 三等 特等 优秀 名单 名單 榜样 捐款 元整 捐赠 芳名",
    ),
    "price": (
        "prices",
        "价格 價格 涨跌 漲跌 涨幅 跌幅 收盘 收盤 开盘 開盤 昨收 成交 最新 行情 批价 零售 均价 均價 每斤 元斤 公斤 市斤 每担 每包 每吨 每桶 黄金 黃金 白银 白銀 "
        "美元 美金 英镑 日元 日圆 港元 港币 欧元 卢布 汇率 匯率 利率 年息 中间 买入 卖出 賣出 汽油 柴油 猪价 粮价 菜价 棉花 小麦 玉米 大豆 稻谷 生猪 活鸡 鸡蛋 "
        "银元 大洋 铜元 股票 股份 基金 债券 期货 指数 点位 板块 沪指 深证 恒生 净值 市盈",
    ),
    "court": (
        "courts and announcements",
        "原告 被告 被执 申请 申請 上诉 上訴 起诉 起訴 诉讼 訴訟 纠纷 糾紛 受理 本院 法院 法庭 开庭 開庭 传票 判决 判決 裁定 缺席 送达 送達 答辩 举证 期满 逾期 "
        "离婚 離婚 借贷 合同 侵权 继承 遗产 遺產 债权 債權 债务 債務 清算 破产 破產 拍卖 拍賣 竞买 标的 招标 投标 中标 评标 采购 採購 公示 公告 通告 声明 聲明 "
        "启事 啟事 遗失 遺失 作废 作廢 挂失 特此 敬告 周知 鸣谢 鳴謝 道歉 更正 认领 認領 招领 寻人 尋人 寻狗 失踪 走失 身高 衣着 知情 讣告 訃告 告别 告別 追悼 "
        "逝世 享年 治丧 家属 哀告 泣告 吊唁 定于 注销 註銷 减资 吸收 股东 營業 营业 执照 公章 印鉴 发票 收据 证号 统一 代码 罹难 停电 停電 停水 停气 检修 檢修 "
        "抢修 施工 绕行 封闭",
    ),
    "say": (
        "reporting",
        "记者 記者 表示 介绍 介紹 告诉 告訴 据悉 據悉 据说 认为 認為 指出 强调 強調 透露 获悉 獲悉 了解 瞭解 采访 採訪 说道 笑着 回忆 回憶 回答 问道 觉得 覺得 "
        "知道 看到 发现 發現 希望 坦言 直言 解释 解釋 称为 昨天 昨日 今天 去年 今年 日前 近日 目前 此次 当天 當天 当时 當時 随后 隨後 之后 之後 以来 以來 期间 "
        "期間",
    ),
    "prose": (
        "running text",
        "因为 因為 所以 但是 可是 然而 不过 不過 如果 虽然 雖然 而且 并且 於是 于是 还是 還是 就是 只是 总是 總是 已经 已經 曾经 曾經 正在 一直 一个 一個 一种 "
        "这个 這個 那个 那個 这些 這些 那些 我们 我們 他们 他們 她们 你们 自己 什么 什麼 怎么 怎麼 没有 沒有 不是 不能 可以 应该 應該 必须 必須 需要 能够 通过 "
        "通過 进行 進行 由于 由於 其中 其实 其他 以及 或者 甚至 起来 出来 下来 过去 时候 時候 地方 东西 事情 这样 那样 一样 一些 许多 許多 很多 不少 为了 為了 "
        "对于 對於 关于 關於 不但 不仅 无论 既然 只有 只要 除了 终于 突然 忽然 仿佛 似乎 也许",
    ),
    "verse": (
        "poems",
        "月光 月色 明月 春风 春風 秋风 秋風 夕阳 夕陽 斜阳 炊烟 故乡 故鄉 乡愁 思念 远方 遠方 梦里 夢裡 岁月 歲月 流水 落花 落叶 白云 白雲 青山 江水 河流 山川 "
        "大地 天空 星星 星光 黄昏 黃昏 黎明 清晨 雨滴 雪花 泪水 目光 影子 灵魂 孤独 寂寞 沉默 温柔 轻轻 輕輕 悄悄 静静 默默 深深 母亲 父亲 祖国 青春 燕子 蝴蝶 "
        "麦田 麥田 油菜 芦苇 灯火 窗前 杨柳 梅花 桃花 菊花 登高 怀古 七律 七绝 五绝 五律 浣溪 沁园 满江 如梦 西江 蝶恋 采桑 忆江 清平",
    ),
    "seen": (
        "what a picture shows",
        "图为 圖為 图中 圖中 左图 右图 上图 上圖 下图 下圖 左一 左二 右一 右二 前排 后排 後排 合影 留影 现场 現場 一景 远眺 俯瞰 航拍 镜头 鏡頭 摄影 攝影 照片 "
        "图片 圖片 正在 忙着 忙碌 参观 參觀 展示 观看 觀看 列队 欢呼 抢险 领取 接过 手捧 挥手 笑容 孩子 工人 村民 市民 学生 學生 战士 游客 遊客 队员 隊員",
    ),
    "party": (
        "politics",
        "会议 會議 召开 召開 举行 舉行 主持 出席 书记 書記 市长 市長 县长 县委 市委 省委 党委 黨委 支部 政府 人大 政协 政協 代表 主席 总理 總理 领导 領導 干部 "
        "幹部 贯彻 落实 精神 学习 學習 工作 部署 推进 加强 加強 深入 开展 開展 建设 建設 发展 發展 改革 创新 经济 經濟 社会 社會 群众 群眾 服务 服務 文明 和谐 "
        "小康 脱贫 振兴 生产 生產 革命 阶级 斗争 无产 伟大 紧密 团结 團結 号召 决议",
    ),
    "happen": (
        "what heads tell",
        "启动 啟動 开工 竣工 通车 通車 落成 揭牌 奠基 签约 签署 颁奖 頒獎 表彰 获奖 獲獎 夺冠 创办 成立 推出 上线 发布 發布 公布 公佈 出台 实施 實施 调整 上调 "
        "下调 提高 降低 增长 增長 下降 突破 超过 达到 完成 启用 啟用 恢复 恢復 暂停 暫停 取消 关闭 受伤 受傷 死亡 遇难 车祸 車禍 火灾 火災 地震 洪水 救援 抓获 "
        "落网 被捕 判刑 罚款 查处 曝光 亮相 走进 迎来 闹热 引关 受阻 首次 最大 最新",
    ),
    "who": (
        "persons",
        "先生 女士 小姐 太太 师傅 師傅 老板 老闆 经理 經理 厂长 廠長 校长 校長 老师 老師 教授 博士 医生 醫生 护士 護士 队长 隊長 班长 班長 主编 主編 编辑 編輯 "
        "责编 责任 版式 美编 校对 校對 排版 通讯 实习 作者 读者 讀者 同志 同学 同學 小学 小學 中学 中學 大学 大學 学院 學院 研究 高级 总监 策划 审核",
    ),
    "unit": (
        "offices and firms",
        "公司 有限 集团 集團 中心 协会 協會 学会 商会 商會 公会 工会 商行 商店 商场 商場 超市 市场 市場 百货 百貨 银行 銀行 支行 信用 邮局 郵局 电信 移动 联通 "
        "供电 自来 燃气 煤气 派出 公安 交警 消防 法制 民政 税务 稅務 工商 财政 教育 卫生 街道 社区 社區 居委 村委 乡政 镇政 管理 办公 辦公 办事 辦事 服务 工厂 "
        "工廠 车间 車間 矿务 农场 農場 合作 公社 大队 大隊 小组",
    ),
    "place": (
        "addresses",
        "大街 大道 马路 馬路 路口 弄堂 胡同 号院 一号 二号 三号 楼上 一楼 二楼 三楼 四楼 层楼 对面 對面 隔壁 旁边 附近 门口 門口 路北 路南 路东 路西 东路 西路 "
        "南路 北路 中路 东街 西街 南街 北街 广场 廣場 大厦 大廈 花园 花園 小区 新村 公园 公園 县城 市区 城东 城西 城南 城北 老街 十字",
    ),
    "reach": (
        "imprints and ways to be reached",
        "电话 電話 热线 熱線 咨询 諮詢 联系 聯繫 聯絡 联络 手机 传真 傳真 邮箱 电邮 電郵 邮编 郵編 网址 網址 微信 扫码 掃碼 扫描 二维 公众 公眾 地址 投稿 来稿 "
        "來稿 信箱 订阅 訂閱 发行 發行 零售 印刷 承印 社址 社長 社长 总编 總編 刊号 刊號 国内 邮发 代号 报价 定价 定價 每份 出版 星期 农历 農曆 总第 期号 今日 "
        "共版 版面 导读 要闻",
    ),
    "farm": (
        "farming",
        "播种 播種 育苗 施肥 浇水 澆水 除草 病虫 蟲害 农药 喷洒 大棚 温室 果树 果樹 嫁接 剪枝 养殖 養殖 饲料 飼料 仔猪 母猪 鸡苗 鸭苗 鱼塘 魚塘 秧苗 插秧 收割 "
        "秸秆 春耕 秋收 亩产 畝產 每亩 水稻 棉农 茶叶 茶葉 柑橘 苹果 葡萄 西瓜 蔬菜",
    ),
    "quiz": (
        "puzzles",
        "谜语 謎語 谜底 谜面 打一 猜谜 答案 上期 本期 下期 数独 填字 横向 纵向 棋局 残局 笑话 笑話 幽默 漫画 漫畫 脑筋 趣题 智力 对联 上联 下联 成语 星座 白羊 "
        "金牛 双子 巨蟹 狮子 处女 天秤 天蝎 射手 摩羯 水瓶 双鱼 运势 運勢 幸运 宜忌 生肖 彩票 开奖 開獎 中奖 号码 號碼 红球 蓝球 奖池 注数 头奖",
    ),
    "law": (
        "rules",
        "第一 第二 第三 第四 条例 办法 规定 规则 章程 细则 通知 意见 以下 如下 不得 应当 凡是 禁止 严禁 违者 违反 处罚 罚金 依照 根据 自行 按照 方可 有效 生效 "
        "施行 试行",
    ),
}
ENGLISH = {
    "en_month": (
        "dates",
        "january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec monday tuesday "
        "wednesday thursday friday saturday sunday mon tues tue wed thurs thur thu fri sat sun noon midnight a.m p.m am pm o'clock daily weekly nightly",
    ),
    "en_title": (
        "persons",
        "mr mrs miss ms messrs dr rev capt col gen sgt lt prof hon esq mme mayor judge sheriff alderman councilman councillor senator governor president "
        "secretary chairman chairwoman treasurer pastor bishop father deacon principal superintendent director commissioner clerk chief officer deputy "
        "constable sir lady lord alderwoman madam",
    ),
    "en_street": (
        "addresses",
        "st street ave avenue rd road lane ln square sq quay wharf row blvd drive court ct hwy highway corner opposite opp upstairs floor bldg building block "
        "suite box po rm room door near next village centre plaza",
    ),
    "en_shop": (
        "firms",
        "store stores shop shops company co inc ltd bros sons corp market emporium parlor parlour cafe tavern hotel inn restaurant diner bakery grocery grocers "
        "drugs druggist pharmacy jewelers jeweler hardware lumber furniture garage motors auto tires repair cleaners laundry tailor tailors barber salon "
        "florist undertaker undertakers dentist optician optometrist studio theatre theater bank insurance realty agency agents works mills printing printers "
        "photographer saloon livery stables plumbing roofing electric heating",
    ),
    "en_sale": (
        "bargains",
        "sale sales price prices priced cheap bargain bargains discount discounts off free save special specials offer offers lowest best finest quality "
        "guaranteed guarantee warranted order orders delivered delivery wholesale retail stock new goods cash credit terms call phone tel telephone visit try "
        "ask come open hours now today estimate estimates satisfaction value values cents cts dollar dollars each pair dozen pound lb lbs yard bottle box pkg "
        "coupon limited gift gifts wanted buy sell sold rent lease let hire",
    ),
    "en_wares": (
        "goods",
        "shoes boots hats coats suits dresses gowns gloves hose stockings shirts ties cloth calico silks ribbon lace corsets furs hosiery overalls trousers "
        "blankets quilts carpets rugs curtains stoves ranges coal wood ice soap tonic pills syrup bitters oil liniment ointment remedy cure tobacco cigars "
        "whiskey beer ale wines coffee tea sugar flour bacon ham lard butter eggs cheese molasses fish oysters candy pianos organs phonograph radio radios "
        "bicycles buggy wagons harness plows tractor truck trucks seed feed hay cow cows horse horses mare mules hogs puppies kittens tires batteries sofa "
        "dresser bed crib sewing machine typewriter",
    ),
    "en_house": (
        "houses and flats",
        "bedroom bedrooms bed bath baths apartment apartments apt house houses home cottage flat furnished unfurnished acre acres lot lots garden garage yard "
        "kitchen basement tenement boarders lodging heat utilities util deposit mo monthly lease tenant realtor mortgage farm barn",
    ),
    "en_work": (
        "work offered",
        "wanted help hiring hire position positions situation job jobs experienced experience apply applicants girl boy man woman waitress cook maid nurse "
        "driver clerk salesman salesmen stenographer bookkeeper laborers carpenter mechanic wages salary pay hourly part-time full-time references weekends "
        "shift steady",
    ),
    "en_law": (
        "courts and announcements",
        "notice hereby estate deceased executor executrix administrator administratrix probate court county plaintiff defendant summons petition hearing public "
        "bids bid sealed contract ordinance section shall undersigned claims creditors indebted indebtedness foreclosure sheriff's sheriff legal pursuant "
        "whereas thereof therein said premises commission zoning permit application filed clerk's docket bond",
    ),
    "en_lost": (
        "things lost, and thanks",
        "lost found reward strayed stolen missing finder return returned please dog cat ring watch purse keys thanks thank card memoriam memory loving sympathy "
        "kindness regret apologize apology correction corrections error",
    ),
    "en_dead": (
        "births, weddings and deaths",
        "died death deaths funeral burial services survived survivors survives interment cemetery graveside obituary obituaries late widow widower beloved aged "
        "born birth births married wedding bride bridegroom groom engagement engaged son daughter sons daughters wife husband mother father sister brother "
        "grandchildren parents infant family",
    ),
    "en_church": (
        "churches and clubs",
        "church churches sunday school worship mass communion choir sermon hymn baptist methodist presbyterian lutheran catholic episcopal congregational "
        "chapel parish vestry gospel bible prayer service vespers lodge masons elks grange odd fellows legion auxiliary ladies aid guild club league "
        "association society committee meeting meets meet supper potluck bazaar social",
    ),
    "en_cook": (
        "cooking",
        "cup cups tablespoon tablespoons tbsp teaspoon teaspoons tsp oz ounce ounces quart quarts pint pints clove cloves pinch chopped diced sliced minced "
        "grated melted beaten softened sifted peeled ground dried fresh salt pepper vanilla cinnamon nutmeg ginger soda powder yeast cream milk onion onions "
        "potato potatoes carrots celery garlic tomato tomatoes apples lemon juice raisins nuts mix stir bake beat boil simmer fry roast knead pour add combine "
        "preheat oven minutes degrees serve serves recipe dough batter",
    ),
    "en_sky": (
        "the weather",
        "weather sunny cloudy cloud clear fair rain rainy showers snow fog wind winds windy breeze gale northwest northeast southwest southeast west north "
        "south east high low highs lows temperature temperatures humidity forecast tonight tomorrow tide tides sunrise sunset moon moonrise degrees cooler "
        "warmer colder hot cold partly mostly",
    ),
    "en_sport": (
        "matches",
        "game games score scores team teams won lost beat beats win wins tie ties league season inning innings runs hits errors goal goals points quarter half "
        "final finals semifinal championship tournament coach captain player players pitcher catcher batting baseball football basketball hockey soccer cricket "
        "golf tennis track bowling race races racing handicap jockey furlongs cup playoff playoffs standings wicket wickets overs",
    ),
    "en_screen": (
        "programmes",
        "tv radio channel channels news movie movies film films show shows theater matinee starring starts cartoon comedy drama concert band orchestra music "
        "dance ball play curtain tickets admission adults children episode rerun sports variety bbc abc nbc cbs itv kids feature features showtimes screen",
    ),
    "en_ride": (
        "journeys",
        "train trains leave leaves leaving depart departs departure departures arrive arrives arrival arrivals ar arr sld dep lv via ferry ferries steamer "
        "schooner sch bark brig str steamship sailing sailings sail sails bus buses bound port vessel cargo route flight flights express local station depot "
        "schedule timetable fare fares stops",
    ),
    "en_money": (
        "prices",
        "wheat corn oats barley rye cotton wool hides cattle steers calves sheep lambs hogs bushel bu cwt ton steady firm higher lower close closed stocks "
        "bonds shares gold silver copper futures exchange dow index yield bid asked dividend market markets receipts",
    ),
    "en_say": (
        "reporting",
        "said says told asked added announced reported replied explained according stated declared yesterday today tonight last week month year ago recently "
        "officials police residents spokesman spokeswoman city council board department mayor's",
    ),
    "en_prose": (
        "running text",
        "the a an of and to in was were had has have been is are be that which who whom it its he she they his her their them him with from for at by on as but "
        "not when while after before because since until though although if then than there would could should will did does this these those about into over "
        "under between through during against only even still also most more some any no one two three",
    ),
    "en_verse": (
        "poems",
        "heart soul love dear sweet tears weep dream dreams night moon stars rose roses bloom sky sea hills golden softly shall thou thee thy o'er 'tis ye "
        "eternal sorrow sigh song sing lonely dawn dusk whisper angels gate",
    ),
    "en_caption": (
        "what a picture shows",
        "left right above below center pictured shown photo photos photograph foreground background row front smiles holds poses looks stands watches waits "
        "during takes carries leads sits wears",
    ),
    "en_paper": (
        "newspapers",
        "times post herald gazette journal chronicle tribune courier advertiser messenger reporter observer sentinel citizen record mirror argus leader "
        "examiner bulletin banner dispatch press star sun news daily weekly vol no volume number established founded est price copy copies subscription per "
        "annum edition page pages editor publisher published proprietor issue late city final extra",
    ),
    "en_head": (
        "what heads tell",
        "probe nabbed eyed hailed slain urged vowed seeks seek opens opened closes closed faces wins backs hits plans set sets gets found kills hurt falls "
        "rises returns named elected voted votes dies weds asks calls warns halts ends begins takes holds",
    ),
    "en_list": (
        "lists",
        "admitted dismissed discharged births marriages licenses arrests fined calls runs honor roll students grade winners winner first second third prize "
        "prizes ribbon entries results menu lunch breakfast dinner monday's seniors agenda calendar events coming local locals personals briefs notes items "
        "dots",
    ),
    "en_quiz": (
        "puzzles",
        "across down puzzle crossword answer answers riddle q a question questions dear abby signed horoscope aries taurus gemini cancer leo virgo libra "
        "scorpio sagittarius capricorn aquarius pisces",
    ),
}
