using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Yaml;

/// <summary>A node of a YAML document with its place in the text; an alias is the very node it stands for.</summary>
public abstract class YamlNodeSyntax
{
    private protected YamlNodeSyntax(TextSpan span) => Span = span;

    /// <summary>Where the node is written, without its anchor and tag and without the line end after it.</summary>
    public TextSpan Span { get; }

    /// <summary>What the node is, for messages: <c>a scalar</c>, <c>a mapping</c>.</summary>
    public abstract string Description { get; }

    /// <summary>How many nodes the tree from here on has when aliases are followed.</summary>
    internal abstract long Weight { get; }

    /// <summary>The node at a path of keys through nested mappings; null when one is missing.</summary>
    public YamlNodeSyntax? Find(params ReadOnlySpan<string> path)
    {
        YamlNodeSyntax? node = this;
        foreach (var key in path)
        {
            node = (node as YamlMappingSyntax)?[key];
        }

        return node;
    }

    /// <summary>The scalar at a path; null when it is missing or something else.</summary>
    public YamlScalarSyntax? FindScalar(params ReadOnlySpan<string> path) => Find(path) as YamlScalarSyntax;

    /// <summary>The mapping at a path; null when it is missing or something else.</summary>
    public YamlMappingSyntax? FindMapping(params ReadOnlySpan<string> path) => Find(path) as YamlMappingSyntax;

    /// <summary>The sequence at a path; null when it is missing or something else.</summary>
    public YamlSequenceSyntax? FindSequence(params ReadOnlySpan<string> path) => Find(path) as YamlSequenceSyntax;
}
