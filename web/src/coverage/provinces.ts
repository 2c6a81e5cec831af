/** A province-level division as a tile: equal squares, near where it lies, no borders to dispute. */
export interface Tile {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly column: number;
  readonly row: number;
}

/** Code, short names, column and row; 兵团 (660000) stands beside 新疆. */
const TABLE = `
230000 黑龙江 Heilongjiang 7 0
150000 内蒙古 Inner_Mongolia 4 1
110000 北京 Beijing 5 1
220000 吉林 Jilin 7 1
660000 兵团 XPCC 0 2
650000 新疆 Xinjiang 1 2
620000 甘肃 Gansu 2 2
640000 宁夏 Ningxia 3 2
140000 山西 Shanxi 4 2
130000 河北 Hebei 5 2
120000 天津 Tianjin 6 2
210000 辽宁 Liaoning 7 2
630000 青海 Qinghai 2 3
610000 陕西 Shaanxi 3 3
410000 河南 Henan 4 3
370000 山东 Shandong 5 3
540000 西藏 Tibet 1 4
510000 四川 Sichuan 2 4
500000 重庆 Chongqing 3 4
420000 湖北 Hubei 4 4
340000 安徽 Anhui 5 4
320000 江苏 Jiangsu 6 4
310000 上海 Shanghai 7 4
530000 云南 Yunnan 2 5
520000 贵州 Guizhou 3 5
430000 湖南 Hunan 4 5
360000 江西 Jiangxi 5 5
330000 浙江 Zhejiang 6 5
450000 广西 Guangxi 3 6
440000 广东 Guangdong 4 6
350000 福建 Fujian 5 6
710000 台湾 Taiwan 7 6
460000 海南 Hainan 3 7
820000 澳门 Macao 4 7
810000 香港 Hong_Kong 5 7`;

export const TILES: readonly Tile[] = TABLE.trim()
  .split("\n")
  .map((line) => {
    const [code = "", zh = "", en = "", column = "0", row = "0"] = line.split(" ");
    return { code, zh, en: en.replace("_", " "), column: Number(column), row: Number(row) };
  });

export const COLUMNS = Math.max(...TILES.map((tile) => tile.column)) + 1;
export const ROWS = Math.max(...TILES.map((tile) => tile.row)) + 1;

const BY_CODE = new Map(TILES.map((tile) => [tile.code, tile]));

/** The short name of a province by entity id (`place/640000`), or its label where it is none. */
export function shortName(id: string, label: string, chosen: "zh" | "en"): string {
  return BY_CODE.get(id.slice(id.indexOf("/") + 1))?.[chosen] ?? label;
}
