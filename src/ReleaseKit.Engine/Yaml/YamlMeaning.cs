namespace ReleaseKit.Engine.Yaml;

/// <summary>What a plain scalar means to readers of YAML 1.1 or 1.2.</summary>
internal enum YamlMeaning
{
    Text,
    Null,
    Boolean,
    Number,
    Timestamp,
}
