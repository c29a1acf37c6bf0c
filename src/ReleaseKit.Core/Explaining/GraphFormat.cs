namespace ReleaseKit.Core.Explaining;

/// <summary>How a dependency graph is written.</summary>
public enum GraphFormat
{
    /// <summary>A tree for people.</summary>
    Text,

    /// <summary>A Mermaid flowchart, as forges show it in Markdown.</summary>
    Mermaid,

    /// <summary>Graphviz.</summary>
    Dot,
}
