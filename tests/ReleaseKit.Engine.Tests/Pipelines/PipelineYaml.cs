using YamlDotNet.RepresentationModel;

namespace ReleaseKit.Engine.Tests.Pipelines;

/// <summary>Walks through YAML as its readers see it: anchors resolved.</summary>
internal static class PipelineYaml
{
    public static YamlNode Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents.ShouldHaveSingleItem().RootNode;
    }

    /// <summary>The value below some keys; null when a key is not there.</summary>
    public static YamlNode? At(this YamlNode node, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (node is not YamlMappingNode mapping || !mapping.Children.TryGetValue(new YamlScalarNode(key), out var next))
            {
                return null;
            }

            node = next;
        }

        return node;
    }

    /// <summary>Every value of a key, wherever it is.</summary>
    public static IEnumerable<YamlNode> All(this YamlNode node, string key) => node switch
    {
        YamlMappingNode mapping => mapping.Children.SelectMany(pair => (((YamlScalarNode)pair.Key).Value == key ? [pair.Value] : Enumerable.Empty<YamlNode>()).Concat(pair.Value.All(key))),
        YamlSequenceNode sequence => sequence.Children.SelectMany(child => child.All(key)),
        _ => [],
    };

    /// <summary>Every scalar below a node.</summary>
    public static IEnumerable<string> Scalars(this YamlNode node) => node switch
    {
        YamlMappingNode mapping => mapping.Children.Values.SelectMany(Scalars),
        YamlSequenceNode sequence => sequence.Children.SelectMany(Scalars),
        YamlScalarNode { Value: { } value } => [value],
        _ => [],
    };
}
