namespace ReleaseKit.Core.History;

/// <summary>Which of the distinct baselines reach a commit. Immutable, so that commits share one.</summary>
internal sealed class BaselineSet
{
    private readonly ulong[] _bits;

    private BaselineSet(ulong[] bits, int count)
    {
        _bits = bits;
        Count = count;
    }

    /// <summary>How many baselines are in it.</summary>
    public int Count { get; }

    /// <summary>No baseline, of so many.</summary>
    public static BaselineSet Empty(int size) => new(new ulong[(size + 63) / 64], 0);

    /// <summary>Whether a baseline is in it.</summary>
    public bool Contains(int index) => (_bits[index >> 6] & (1UL << (index & 63))) != 0;

    /// <summary>The set with one baseline more.</summary>
    public BaselineSet With(int index)
    {
        if (Contains(index))
        {
            return this;
        }

        var bits = (ulong[])_bits.Clone();
        bits[index >> 6] |= 1UL << (index & 63);
        return new BaselineSet(bits, Count + 1);
    }

    /// <summary>Both sets in one; one of the two themselves when it holds the other.</summary>
    public BaselineSet Union(BaselineSet other)
    {
        if (ReferenceEquals(this, other) || other.Count == 0)
        {
            return this;
        }

        var bits = new ulong[_bits.Length];
        var count = 0;
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = _bits[i] | other._bits[i];
            count += System.Numerics.BitOperations.PopCount(bits[i]);
        }

        return count == Count ? this : count == other.Count ? other : new BaselineSet(bits, count);
    }
}
