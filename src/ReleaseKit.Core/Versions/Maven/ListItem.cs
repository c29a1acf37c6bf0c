using System.Text;

namespace ReleaseKit.Core.Versions.Maven;

/// <summary>What follows a hyphen, or a change between digits and letters; and the whole version.</summary>
internal sealed record ListItem(List<VersionItem> Items) : VersionItem
{
    public override bool IsNull => Items.Count == 0;

    public override int CompareTo(VersionItem? other) => other switch
    {
        null => Items.Select(item => item.CompareTo(null)).FirstOrDefault(order => order != 0),
        NumberItem => -1,
        ListItem list => Enumerable.Range(0, Math.Max(Items.Count, list.Items.Count)).Select(i => CompareAt(i, list)).FirstOrDefault(order => order != 0),
        _ => 1,
    };

    /// <summary>Drops what says nothing at the end and before lists at the end: 1.0.0-rc1 is 1-rc1.</summary>
    public void Normalize()
    {
        for (var i = Items.Count - 1; i >= 0 && (Items[i].IsNull || Items[i] is ListItem); i--)
        {
            if (Items[i].IsNull)
            {
                Items.RemoveAt(i);
            }
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var item in Items)
        {
            _ = text.Length == 0 ? text : text.Append(item is ListItem ? '-' : '.');
            text.Append(item);
        }

        return text.ToString();
    }

    private int CompareAt(int index, ListItem other)
    {
        var (left, right) = (index < Items.Count ? Items[index] : null, index < other.Items.Count ? other.Items[index] : null);
        return left is not null ? left.CompareTo(right) : right is not null ? -right.CompareTo(null) : 0;
    }
}
