namespace ReleaseKit.Core.Tags;

/// <summary>Finds values by the prefix and suffix of a text, in time that depends on the lengths of the affixes and not on their number.</summary>
internal sealed class AffixFinder<T>
{
    private readonly Affixes _prefixes = new();

    public AffixFinder(IEnumerable<(string Prefix, string Suffix, T Value)> entries)
    {
        foreach (var (prefix, suffix, value) in entries)
        {
            _prefixes.At(prefix).At(suffix).Value = value;
        }
    }

    /// <summary>The values whose affixes surround at least one character, with what they surround.</summary>
    public IEnumerable<(T Value, string Middle)> Find(string text)
    {
        foreach (var (length, suffixes) in _prefixes.Find(text, fromEnd: false))
        {
            var rest = text[length..];
            foreach (var (suffixLength, entry) in suffixes.Find(rest, fromEnd: true))
            {
                yield return (entry.Value!, rest[..^suffixLength]);
            }
        }
    }

    /// <summary>Affixes of one side, with the distinct lengths they have.</summary>
    private sealed class Affixes
    {
        private readonly Dictionary<string, Affixes> _byText = new(StringComparer.Ordinal);
        private readonly SortedSet<int> _lengths = [];

        public T? Value { get; set; }

        public Affixes At(string affix)
        {
            _lengths.Add(affix.Length);
            return _byText.TryGetValue(affix, out var known) ? known : _byText[affix] = new Affixes();
        }

        public IEnumerable<(int Length, Affixes Entry)> Find(string text, bool fromEnd)
        {
            foreach (var length in _lengths.TakeWhile(length => length < text.Length))
            {
                var affix = fromEnd ? text.AsSpan(text.Length - length) : text.AsSpan(0, length);
                if (_byText.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(affix, out var entry))
                {
                    yield return (length, entry);
                }
            }
        }
    }
}
